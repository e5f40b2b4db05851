import { stemOf } from './stem.ts'

/** Words that questions and documents use for each other; a line is one meaning. */
const groups = `
begin start commence launch
end finish stop conclude
big large great
found establish create form set
buy purchase acquire
sell sale
win victory defeat beat
kill murder assassinate execute
build construct erect
show display demonstrate
reason cause because why due
reach achieve attain
author writer write
person people human man
job work occupation profession
movie film
car vehicle automobile
help assist aid
country nation
start origin
live reside inhabit
money fund finance pay cost
fast quick rapid speed
teach teacher instruct
replace change exchange swap substitute
remove take dismount detach
install mount fit
fix repair remedy solve
remedy solution corrective action countermeasure
fault error alarm failure trouble
torque tightening
check inspect verify examine
adjust set tune
switch turn
maximum max highest greatest
minimum min lowest least
allow permit enable
forbid prohibit prevent
need require necessary must
locate situate location place site
produce manufacture make generate
study research investigate
happen occur take
speak say state tell
think believe consider
old age
increase rise grow
decrease reduce fall decline drop
name call title
population people inhabitant
total sum
revenue sales
stepper motor
axis axes
folder directory
option parameter setting
`
const chineseGroups = `
创建 建立 成立 创办 创立 设立
开始 启动 起始
结束 终止 停止
出生 生于 诞生
去世 逝世 死亡 死于 病逝 卒
位于 坐落 地处 位置
原因 因为 由于 导致 因此
作用 功能 用途 用于
作者 创作 撰写 所著
毕业 就读
担任 出任 任职 任
面积 占地
名称 名字 又名
举行 举办
更换 替换 换
拆卸 拆下 取下 拆
安装 装
报警 故障 告警 错误 异常
处理 排除 解决 措施 对策
扭矩 力矩 拧紧
调整 调节 校正
检查 检测 确认
参数 选项 设置 配置
最大 最高 上限
最小 最低 下限
默认 缺省
单位 计量
类型 种类
包括 包含 分为
`

const table: ReadonlyMap<string, readonly string[]> = (() => {
  const known = new Map<string, string[]>()
  const add = (line: string, form: (word: string) => string): void => {
    const stems = [...new Set(line.split(' ').map(form))]
    for (const stem of stems)
      known.set(stem, [...(known.get(stem) ?? []), ...stems.filter(other => other !== stem)])
  }
  for (const line of groups.trim().split('\n')) add(line, stemOf)
  for (const line of chineseGroups.trim().split('\n')) add(line, word => word)
  return known
})()

/** Stems that may stand in a document for this one. */
export const synonymsOf = (stem: string): readonly string[] => table.get(stem) ?? []
