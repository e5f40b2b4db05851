/**
 * Chinese and English words for the same thing in tables of plants and offices: what people ask in one language
 * over columns named in the other. A line is Chinese words between blanks, a colon, and English phrases between
 * bars; any on one side means any on the other.
 */
const lines = `
温度 气温:temperature|temp
转速:rotational speed|rpm|speed
速度:speed|velocity
扭矩 力矩:torque
刀具磨损:tool wear
磨损:wear
刀具 工具:tool
故障 失效:failure|fault|breakdown|fail
缺陷 瑕疵:defect|fault
停机:stop|downtime|stoppage
报废 废品:scrap|reject
返工:rework
良率 合格率:yield
产量 产出:output|production
产品:product
型号:model
类型 种类 类别:type|category|class
质量:quality
等级:grade|level|quality
功率:power
功率因数:power factor
用电量 耗电量 用电 能耗 电耗:energy usage|energy consumption|energy|usage|kwh
电压:voltage
电流:current
无功功率:reactive power
二氧化碳 二氧化碳排放 二氧化碳排放量 碳排放 碳排放量 碳排:co2|carbon
压力:pressure
流量:flow
湿度:humidity
振动:vibration
噪声 噪音:noise
负载 负荷:load
负载类型:load type
厚度:thickness
长度:length
宽度:width
高度:height
直径:diameter
面积:area
周长:perimeter
重量:weight
亮度:luminosity|brightness
体积:volume
像素:pixel|pixels
指数:index
边缘:edge|edges
中心:center|centre
输送带 传送带:conveyer|conveyor
最大:maximum
最小:minimum
最低:minimum
最高:maximum
密度:density
偏差:deviation
公差:tolerance
钢材 钢:steel
钢板:plate
机器 设备 机台:machine|equipment|device
产线 生产线:line
车间:workshop|area
班次:shift
工单:work order
订单:order
批次:lot|batch
物料 材料:material
供应商 厂商:supplier|vendor
客户 顾客:customer|client
员工 人员:employee|worker|staff
操作员:operator
部门:department
数量:quantity|qty|count
价格 单价:price|unit price
金额:amount
成本 费用:cost
销售额 销售:sales|revenue
利润:profit
日期:date
时间:time
月份:month
年份:year
星期 星期几 周几:day of week
周末:weekend
工作日:weekday
持续时间 时长:duration
状态:status|state
结果:result
原因:reason|cause
名称 名字:name
姓名:name
编号:id|number|code
地区 区域:region|area
国家:country
中国:china
日本:japan
德国:germany
美国:usa|united states|us
韩国:south korea|korea
法国:france
英国:united kingdom|uk
意大利:italy
西班牙:spain
印度:india
波兰:poland
捷克:czech republic|czechia
墨西哥:mexico
巴西:brazil
加拿大:canada
俄罗斯:russia
泰国:thailand
越南:vietnam
奥地利:austria
瑞典:sweden
瑞士:switzerland
荷兰:netherlands
澳大利亚:australia
城市:city
省份:province|state
地址:address
年龄:age
性别:gender|sex
备注:remark|comment|note
评分 分数 成绩:score|rating
得分:points|score
排名 名次:rank|ranking|position
球队 队伍:team
比赛:match|game
产地:origin
仓库:warehouse
库存:stock|inventory
发货:shipment|delivery
轻负载 轻载:light load
中负载 中载:medium load
重负载 最大负载 满载:maximum load
`

export interface Translation {
  readonly zh: readonly string[]
  readonly en: readonly string[]
}

export const dictionary: readonly Translation[] = lines
  .trim()
  .split('\n')
  .map(line => {
    const [zh = '', en = ''] = line.split(':')
    return { zh: zh.split(' '), en: en.split('|') }
  })
