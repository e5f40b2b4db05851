/** Chinese for words of industrial and business names, one per word or phrase. */
export const chineseRoots: ReadonlyMap<string, string> = new Map(
  `account=账户 accident=事故 action=动作 active=活动 activity=活动 actual=实际 address=地址 age=年龄 air=空气 alarm=报警 altitude=高度 amount=金额 annual=年度
area=区域 asset=资产 assets=资产 attendance=出勤 author=作者 average=平均 award=奖项 axis=轴 balance=余额 bank=银行 batch=批次 bearing=轴承 begin=开始
birth=出生 board=板 book=图书 box=箱 branch=分支 brand=品牌 budget=预算 building=建筑 business=业务 buyer=买方 campus=校区 capacity=产能 car=汽车 card=卡
carrier=承运商 category=类别 cause=原因 channel=渠道 characteristic=特性 charge=费用 city=城市 claim=索赔 class=类别 client=客户 close=关闭 closed=关闭 club=俱乐部
code=代码 college=学院 color=颜色 colour=颜色 comment=备注 commissioned=投用 company=公司 complaint=投诉 completion=完成 component=部件 condition=状态 consumption=消耗
contact=联系人 content=内容 contract=合同 coolant=冷却液 cost=成本 count=数量 country=国家 county=县 course=课程 created=创建 crew=班组 currency=币种 current=电流
customer=客户 cut=切削 cycle=周期 damage=损坏 data=数据 date=日期 day=日 death=死亡 defect=缺陷 degree=学位 delay=延误 delivery=交付 density=密度 department=部门
depth=深度 description=描述 destination=目的地 detail=明细 details=明细 deviation=偏差 device=设备 diameter=直径 dimension=尺寸 director=主管 discount=折扣 distance=距离
district=区 division=部门 document=文档 downtime=停机 driver=司机 duration=时长 efficiency=效率 email=邮箱 employee=员工 end=结束 ended=结束 energy=能耗 engine=发动机
engineer=工程师 equipment=设备 error=错误 estimated=预计 event=事件 expiry=到期 facility=设施 factor=因数 factory=工厂 failure=故障 family=系列 fault=故障 fee=费用
feed=进给 field=字段 file=文件 film=电影 finish=完成 first=首 flag=标志 flight=航班 floor=楼层 flow=流量 force=力 frequency=频率 fuel=燃料 furnace=炉 game=比赛
gas=气体 gender=性别 good=良品 grade=等级 gross=毛 group=组 head=负责人 heat=炉次 height=高度 high=高 hire=入职 history=历史 home=主场 hour=小时 hours=工时 humidity=湿度
id=编号 income=收入 index=指数 industry=行业 injury=受伤 inspected=检验 inspection=检验 inspector=检验员 instructor=讲师 inventory=库存 invoice=发票 issue=问题 item=项目
job=工作 key=键 kind=种类 labor=人工 labour=人工 language=语言 last=最后 latitude=纬度 length=长度 level=等级 life=寿命 limit=限值 line=产线 list=列表 load=负载 loan=贷款
location=位置 log=日志 longitude=经度 loss=损失 lot=批次 low=低 machine=机器 maintenance=维护 manager=经理 manufacturer=制造商 manufacturing=制造 market=市场 match=比赛
material=物料 maximum=最大 mean=平均 measure=测量 measured=实测 measurement=测量 member=成员 method=方法 minimum=最小 minute=分钟 minutes=分钟 mode=模式 model=型号
mold=模具 mould=模具 month=月份 motor=电机 movie=电影 name=名称 nationality=国籍 net=净 night=夜 nominal=标称 note=备注 notes=备注 number=编号 office=办公室 opened=开立
operation=工序 operator=操作员 order=订单 order_no=订单号 origin=产地 output=产量 owner=负责人 package=包装 page=页 paper=论文 part=零件 party=方 patient=患者 payment=付款
percent=百分比 percentage=百分比 performance=绩效 period=期间 person=人员 phone=电话 place=地点 plan=计划 planned=计划 plant=工厂 player=球员 point=点 points=分数 policy=保单
population=人口 position=位置 power=功率 pressure=压力 previous=上一 price=价格 priority=优先级 process=工艺 product=产品 production=生产 profit=利润 program=程序 progress=进度
project=项目 province=省份 purchase=采购 quality=质量 quantity=数量 quarter=季度 range=范围 rank=排名 ranking=排名 rate=率 rating=评分 reading=读数 reason=原因 received=接收
record=记录 region=地区 remark=备注 rent=租金 repair=维修 report=报告 request=请求 reservation=预订 result=结果 return=退货 revenue=收入 review=评论 rework=返工 role=角色
room=房间 rotational=旋转 route=路线 row=行 run=运行 safety=安全 salary=工资 sale=销售 sales=销售额 sample=样本 schedule=计划 school=学校 score=得分 scrap=报废 season=季节
sensor=传感器 sequence=顺序 serial=序列 series=系列 service=服务 sex=性别 share=份额 shift=班次 shipment=发货 shipping=运费 shop=商店 site=站点 size=尺寸 source=来源 speed=转速
spindle=主轴 staff=员工 stage=阶段 standard=标准 star=星级 start=开始 started=开始 state=状态 station=工位 status=状态 steel=钢 step=步骤 stock=库存 stop=停机 store=门店 street=街道
student=学生 subject=科目 supplier=供应商 supply=供应 surface=表面 system=系统 table=表 target=目标 task=任务 tax=税 teacher=教师 team=班组 technician=技师 telephone=电话
temperature=温度 test=测试 thickness=厚度 time=时间 timestamp=时间戳 title=标题 tolerance=公差 tool=刀具 torque=扭矩 total=总 town=城镇 train=列车 transaction=交易 trip=行程
type=类型 unit=单位 university=大学 unplanned=计划外 updated=更新 usage=用量 user=用户 utilization=利用率 value=值 vehicle=车辆 vendor=供应商 version=版本 vibration=振动
voltage=电压 volume=体积 warehouse=仓库 waste=废料 water=水 wear=磨损 weather=天气 week=周 weight=重量 width=宽度 work=工作 worker=工人 workshop=车间 year=年份 zone=区
load_type=负荷类型 day_of_week=星期 date_of_birth=出生日期 birth_date=出生日期 first_name=名 last_name=姓 work_order=工单 work_orders=工单 purchase_order=采购订单
good_quantity=良品数量 scrap_quantity=报废数量 tool_wear=刀具磨损 power_factor=功率因数 process_temperature=工艺温度 week_status=周状态 material_lot=物料批次
maintenance_order=维修工单 stop_reason=停机原因 serial_number=序列号 phone_number=电话号码 machine_failure=机器故障 air_temperature=空气温度 rotational_speed=转速
heat_number=炉号 order_number=订单号 energy_consumption=能耗 defect_type=缺陷类型 cycle_time=节拍 lead_time=交期 current_power=当前功率 reactive_power=无功功率
lagging=滞后 leading=超前 hour_start=时段开始 material_lots=物料批次 heat_no=炉号 minimum=最小 customers=客户 duration=时长 release=发布 grade=等级 launch=上市 founded=成立 capital=首都`
    .split(/\s+/)
    .map(pair => pair.split('='))
    .map(([english = '', chinese = '']) => [english.replaceAll('_', ' '), chinese]),
)
