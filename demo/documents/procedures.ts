import { characteristics, equipment, products } from '../layout.ts'
import type { DemoDocument } from './demo-document.ts'

const ofType = (type: string): readonly string[] =>
  equipment.filter(unit => unit.type === type).map(unit => unit.id)
const lathes = ofType('CNC lathe')
const coolantUnits = ofType('Coolant unit')

const coolantFilter = (edition: {
  readonly number: number
  readonly torque: string
  readonly hours: number
  readonly change: string
}): string => `# Changing the coolant filter

Procedure MP-031, edition ${edition.number}. Holds for the coolant units ${coolantUnits.join(' and ')}.

${edition.change}

> **Warning:** The filter housing stands under 6 bar. Let the pressure out at valve V3 before you loosen the cover.

> **Caution:** Coolant is slippery. Wipe up what has run out at once.

## When

Change the filter cartridge every ${edition.hours} hours of operation, or when the pressure difference at gauge G2 is above 1.5 bar.

## What you need

- Filter cartridge FC-120, one for each housing
- O-ring 98 × 3.5 mm
- Socket wrench 17 mm, torque wrench
- Drip tray of at least 10 litres

## Steps

1. Switch the coolant unit to BYPASS at the panel. The lathes keep running.
2. Close valves V1 and V2.
3. Open valve V3 and wait until gauge G2 shows 0 bar.
4. Put the drip tray under the housing and loosen the four bolts M10 of the cover crosswise.
5. Take out the old cartridge and clean the sieve.
6. Put in the new cartridge and a new O-ring, greased thinly.
7. Tighten the four bolts M10 crosswise with ${edition.torque}.
8. Close V3, open V2, then V1 slowly.
9. Bleed the housing at the screw on its top until coolant comes without bubbles.
10. Switch back to FILTER. The flow must be at least 18 l/min at each lathe.

Write the change into the log of the unit with date and hours of operation.
`

const torqueTable = `# Tightening torques

Work instruction WI-007. Metric bolts, dry threads, property classes after ISO 898-1. Use a calibrated torque wrench.

## Standard bolts

| Thread | Wrench size (mm) | Class 8.8 (N·m) | Class 10.9 (N·m) | Class 12.9 (N·m) |
|---|--:|--:|--:|--:|
| M5 | 8 | 6 | 8.5 | 10 |
| M6 | 10 | 10 | 15 | 17 |
| M8 | 13 | 25 | 36 | 43 |
| M10 | 17 | 49 | 72 | 84 |
| M12 | 19 | 85 | 125 | 145 |
| M16 | 24 | 210 | 310 | 365 |

## Where another torque holds

| Joint | Machine | Thread | Torque (N·m) | Remark |
|---|---|---|--:|---|
| Chuck on the spindle nose | CNC lathe | M16 | 195 | crosswise in three rounds |
| Tool holder clamp | CNC lathe | M8 | 28 | check after 8 hours |
| Caliper fixture bolts | Balancing machine | M8 | 32 | with thread lock |
| Drill head flange | Drilling station | M12 | 95 | new bolts each time |
| Furnace coil terminals | Induction furnace | M10 | 40 | copper, never more |

**Warning:** A bolt that was tightened beyond its torque is scrap. Replace it; do not loosen and tighten it again.
`

const qualityStandard = (): string => `# Quality standard QS-017: inspection of brake discs

Holds for all discs: ${products.map(product => `${product.id} (${product.name})`).join(', ')}.

## 1 Characteristics

| Characteristic | Nominal (mm) | Tolerance (µm) | Gauge | Sample |
|---|--:|--:|---|---|
${characteristics.map(one => `| ${one.name} | ${one.nominalMm} | ±${one.toleranceUm} | ${one.name === 'Lateral runout' ? 'dial gauge on the mandrel' : 'measuring station'} | 1 of 20 |`).join('\n')}

Lateral runout is measured at a radius 10 mm inside the outer edge, over one full turn.

## 2 Reaction plan

1. A value outside its tolerance: stop the machine, block all parts since the last good sample, tell the shift leader.
2. Seven values in a row on one side of the nominal: check the tool and correct the offset by half of the deviation.
3. A crack: block the whole lot of castings and tell incoming inspection with the lot number of the supplier.

A blocked lot is released by quality engineering alone.

## 3 Definitions

**Bore diameter** is the mean of two diameters at right angles, 8 mm below the face.

**Balance quality** after ISO 21940-11 is G 16; the residual imbalance of a finished disc is at most 70 g·mm.
`

const hydraulics = `<!doctype html>
<html lang="en"><head><title>Service of the hydraulic clamping</title></head><body>
<h1>Service of the hydraulic clamping</h1>
<p>Procedure MP-044. Holds for the clamping cylinders of the CNC lathes. Reason code of stops: R08, hydraulic leak.</p>
<h2>Safety</h2>
<div class="warning"><p>Warning: Oil under pressure pierces the skin. Never search a leak with your hand; use cardboard.</p></div>
<div class="warning"><p>Warning: Support the workpiece before the pressure is let out; it may fall.</p></div>
<h2>Pressures</h2>
<table><tr><th>Point</th><th>Least (bar)</th><th>Normal (bar)</th><th>Highest (bar)</th></tr>
<tr><td>Clamping</td><td>38</td><td>45</td><td>50</td></tr>
<tr><td>Pump outlet</td><td>55</td><td>60</td><td>70</td></tr>
<tr><td>Accumulator, nitrogen</td><td>28</td><td>32</td><td>35</td></tr></table>
<h2>Renewing the seal of the clamping cylinder</h2>
<ol><li>Lock out the main switch and hang up the sign.</li>
<li>Let the pressure out at the valve behind the pump until the gauge shows 0 bar.</li>
<li>Unscrew the hose and close it with a plug.</li>
<li>Loosen the six bolts M8 of the cylinder cover.</li>
<li>Renew seal set SK-63; oil the lips with HLP 46.</li>
<li>Tighten the bolts M8 with 25 N·m.</li>
<li>Fill up with HLP 46, run the pump for 3 minutes and bleed.</li>
<li>Clamp ten times at 45 bar; nothing may drip.</li></ol>
<h2>Oil</h2><p>Use HLP 46 after DIN 51524-2. The tank holds 40 litres; change the oil every 4000 hours.</p>
</body></html>
`

const overheatingZh = `# 主轴过热处理规程

规程编号 MP-052-ZH。适用于 ${lathes[0]} 至 ${lathes.at(-1)} 数控车床。停机原因代码：R04 主轴过热。

> **警告：** 电机外壳温度可能超过 100 °C，请佩戴耐热手套。

> **警告：** 打开防护罩前必须断开总开关并上锁挂牌，等待 5 分钟。

## 一、判断

| 报警代码 | 含义 | 动作温度 |
|---|---|---|
| E-207 | 主轴电机过热 | 140 °C |
| E-208 | 前轴承过热 | 75 °C |
| E-209 | 驱动器散热器过热 | 85 °C |

## 二、处理步骤

1. 停止循环，将刀具退离工件，不要关闭冷却液。
2. 查看冷却液流量，应不低于 18 L/min。
3. 流量不足时，更换冷却液机组滤芯（3、4 号线为 CLT-01，5、6 号线为 CLT-02）。
4. 检查电机风扇是否转动自如。
5. 等待电机温度降到 60 °C 以下，约需 25 分钟。
6. 按复位键，以 1000 r/min 空载运行 5 分钟。
7. 同一班次内再次报警时，测量电机空载电流；超过 28 A 表示轴承损坏，请通知维修人员。

## 三、预防

- 每班检查一次冷却液流量和电机温度。
- 每 500 小时更换电气柜滤网。
- 夜班室温较高时，将进给速度降低 10 %。
`

/** Procedures, tables and the quality standard of the demo plant; the coolant filter's in two editions. */
export const procedures = (): readonly DemoDocument[] => [
  {
    name: 'procedures/coolant-filter.md',
    content: coolantFilter({ number: 1, torque: '40 N·m', hours: 1000, change: 'First edition.' }),
    equipment: coolantUnits,
    inForceDaysAgo: 500,
  },
  {
    name: 'procedures/coolant-filter.md',
    content: coolantFilter({
      number: 2,
      torque: '49 N·m',
      hours: 750,
      change:
        'Changed since edition 1: the torque of the cover was raised after a leak, and the interval shortened.',
    }),
    equipment: coolantUnits,
    inForceDaysAgo: 90,
  },
  {
    name: 'procedures/hydraulic-clamping.html',
    content: hydraulics,
    equipment: lathes,
    inForceDaysAgo: 500,
  },
  {
    name: 'tables/tightening-torques.md',
    content: torqueTable,
    equipment: [...lathes, ...ofType('Balancing machine'), ...ofType('Drilling station')],
    inForceDaysAgo: 500,
  },
  {
    name: 'quality/QS-017-disc-inspection.md',
    content: qualityStandard(),
    equipment: [],
    inForceDaysAgo: 400,
  },
  { name: '规程/主轴过热处理.md', content: overheatingZh, equipment: lathes, inForceDaysAgo: 300 },
]
