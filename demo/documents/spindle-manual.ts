import { equipment } from '../layout.ts'
import type { DemoDocument } from './demo-document.ts'
import { createPdfWriter } from './pdf-writer.ts'
import type { PdfWriter } from './pdf-writer.ts'

const lathes = equipment.filter(unit => unit.type === 'CNC lathe').map(unit => unit.id)

const alarms: readonly (readonly [code: string, meaning: string, cause: string, remedy: string])[] = [
  ['E-201', 'DC link overvoltage', 'Braking resistor open, or ramp-down too short', 'Measure the braking resistor (10 ohm ±10 %); set P-114 to at least 4.0 s'],
  ['E-202', 'DC link undervoltage', 'Mains dip, or a fuse F1 to F3 blown', 'Check the mains at the terminals; replace fuses as a set of three'],
  ['E-203', 'Overcurrent of the output', 'Short circuit in the motor cable, or tool jammed in the work', 'Turn the spindle by hand; measure the insulation of the motor (over 5 Mohm)'],
  ['E-204', 'Earth fault', 'Moisture in the terminal box, damaged motor cable', 'Dry and clean the terminal box; replace the cable'],
  ['E-205', 'Encoder signal lost', 'Plug X7 loose, encoder dirty', 'Tighten plug X7; clean the encoder; renew it where the alarm comes back'],
  ['E-206', 'Speed deviation over 8 %', 'Belt slips, or load too high', 'Check the tension of the belt (52 to 58 Hz); lower the feed'],
  ['E-207', 'Spindle motor over temperature (above 140 °C)', 'Coolant flow too low, filter of the coolant unit clogged, fan stopped', 'Follow section 4.2; do not reset before the motor is below 60 °C'],
  ['E-208', 'Front bearing over temperature (above 75 °C)', 'Grease used up, preload too high', 'Let it cool down; grease as in section 5; measure vibration'],
  ['E-209', 'Heat sink over temperature (above 85 °C)', 'Filter mat of the cabinet dirty, fan of the drive stopped', 'Change the filter mat; replace fan set FS-40'],
  ['E-210', 'Clamping pressure too low (below 38 bar)', 'Hydraulic leak, pressure switch out of adjustment', 'Look for leaks at the clamping cylinder; set the switch to 40 bar'],
  ['E-211', 'Spindle orientation not reached in 3 s', 'Reference switch dirty, brake drags', 'Clean the reference switch; check the air gap of the brake (0.3 mm)'],
  ['E-212', 'Communication with the control lost', 'Plug X5 loose, terminating resistor missing', 'Tighten plug X5; the terminating resistor is 120 ohm at both ends'],
] // prettier-ignore

const parameters: readonly (readonly string[])[] = [
  ['Parameter', 'Meaning', 'Setting', 'Unit'],
  ['P-101', 'Highest spindle speed', '4500', 'rpm'],
  ['P-108', 'Warning temperature of the motor', '120', '°C'],
  ['P-109', 'Switch-off temperature of the motor', '140', '°C'],
  ['P-114', 'Ramp-down time', '4.0', 's'],
  ['P-121', 'Least coolant flow', '18', 'l/min'],
  ['P-130', 'Clamping pressure', '45', 'bar'],
]

const writeOverTemperature = (pdf: PdfWriter): void => {
  pdf.heading(3, '4.2 Spindle motor over temperature (E-207)')
  pdf.paragraph('WARNING: The motor housing may be hotter than 100 °C. Wear heat-resistant gloves.')
  pdf.paragraph(
    'WARNING: Lock out the main switch before you open the guard. The DC link holds its charge for 5 minutes.',
  )
  pdf.steps([
    'Stop the cycle and move the tool clear of the disc. Do not switch off the coolant.',
    'Read the coolant flow at the control. It must be at least 18 l/min.',
    'Where the flow is too low, change the filter cartridge of the coolant unit (CLT-01 for lines 3 and 4, CLT-02 for lines 5 and 6).',
    'Check that the fan of the motor turns freely and blows towards the rear.',
    'Wait until the motor is below 60 °C. This takes about 25 minutes.',
    'Reset the alarm with the key RESET and run the spindle at 1000 rpm without load for 5 minutes.',
    'Where E-207 comes back within one shift, measure the current of the motor. More than 28 A without load means a damaged bearing: call maintenance.',
  ])
}

/** The manual of the lathes' spindle drive: a real PDF with alarms, parameters and procedures. */
export const spindleManual = (): DemoDocument => {
  const pdf = createPdfWriter('Spindle drive SD-40: operation and maintenance', 'SD-40 manual, edition 3')
  pdf.heading(1, 'Spindle drive SD-40')
  pdf.paragraph(
    `This manual holds for the spindle drives of the CNC lathes ${lathes[0]} to ${lathes.at(-1)} on lines 3 to 6. It is for maintenance technicians and for operators who reset alarms.`,
  )
  pdf.heading(2, '1 Safety')
  pdf.paragraph(
    'DANGER: Voltages inside the drive are deadly. After switching off wait 5 minutes and check at the terminals DC+ and DC- that less than 42 V remain.',
  )
  pdf.paragraph('Only electricians open the cabinet. Operators reset alarms at the control alone.')
  pdf.heading(2, '2 Technical data')
  pdf.table(
    [4, 3, 2],
    [
      ['Property', 'Value', 'Unit'],
      ['Rated power', '14', 'kW'],
      ['Rated torque', '95', 'Nm'],
      ['Mains voltage', '3 x 400', 'V'],
      ['Mass of the motor', '86', 'kg'],
      ['Noise at 1 m', '74', 'dB(A)'],
    ],
  )
  pdf.heading(2, '3 Parameters')
  pdf.table([2, 5, 2, 2], parameters)
  pdf.heading(2, '4 Alarms')
  pdf.heading(3, '4.1 List of alarms')
  pdf.table([1.3, 3, 4, 5], [['Code', 'Meaning', 'Cause', 'Remedy'], ...alarms])
  writeOverTemperature(pdf)
  pdf.heading(3, '4.3 Front bearing over temperature (E-208)')
  pdf.steps([
    'Let the spindle run at 500 rpm for 10 minutes so that it cools down evenly.',
    'Grease the front bearing with 4 cm3 of grease NBU-15.',
    'Measure the vibration at the front bearing. It must be below 2.8 mm/s.',
  ])
  pdf.heading(2, '5 Maintenance')
  pdf.table(
    [3, 5, 3],
    [
      ['Interval', 'Work', 'Who'],
      ['every shift', 'Look at the coolant flow and at the temperature of the motor', 'Operator'],
      ['every 500 h', 'Change the filter mat of the cabinet', 'Operator'],
      ['every 2000 h', 'Grease both spindle bearings, 4 cm3 each, grease NBU-15', 'Maintenance'],
      ['every 8000 h', 'Renew the belt and measure the run-out of the spindle (below 5 µm)', 'Maintenance'],
    ],
  )
  return {
    name: 'manuals/spindle-drive-sd-40.pdf',
    content: pdf.finish(),
    equipment: lathes,
    inForceDaysAgo: 500,
  }
}
