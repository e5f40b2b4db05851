import type { DataConnection } from '@millwright/spec'
import { openMemoryDatabase } from './sqlite-database.ts'

const rowsOf = (count: number, row: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => `(${row(at)})`).join(', ')

/** A small plant without declared keys, as people hand over databases: lines, orders, output, stops, staff. */
export const openPlantDatabase = (): DataConnection =>
  openMemoryDatabase(
    'CREATE TABLE line (line_id TEXT, line_name TEXT)',
    "INSERT INTO line VALUES ('L1', 'Line 1'), ('L2', 'Line 2'), ('L3', 'Line 3'), ('L4', '四号线')",
    'CREATE TABLE employees (EmployeeID INT, FirstName TEXT, LastName TEXT, Sex TEXT, email_address TEXT, Salary REAL, ManagerID INT, dept_name TEXT)',
    `INSERT INTO employees VALUES ${rowsOf(8, at => `${at + 100}, 'First${at}', 'Last${at}', '${at % 2 === 0 ? 'M' : 'F'}', 'p${at}@example.org', ${3000 + at}, ${at === 0 ? 'NULL' : 100}, 'Dept ${at % 3}'`)}`,
    'CREATE TABLE production (production_id INTEGER PRIMARY KEY, line_id TEXT, operator_employee_id INT, produced_at TEXT, scrap_qty INT, good_qty INT, "Air temperature [K]" REAL, Usage_kWh REAL, duration_min REAL, has_alarm INT, no_of_stops TEXT, built_year INT, weighed_on DATE)',
    `INSERT INTO production VALUES ${rowsOf(200, at => `${at}, 'L${(at % 4) + 1}', ${100 + (at % 8)}, '2026-${String((at % 9) + 1).padStart(2, '0')}-15 08:00:00', ${at % 7}, ${at * 3}, ${298 + at / 100}, ${at * 1.5}, ${at / 10}, ${at % 2}, '${at % 12}', ${2000 + (at % 20)}, '${(at % 9) + 10}-OCT-10'`)}`,
    'CREATE TABLE 停机记录 (编号 INT, 产线编号 TEXT, "停机时长(分钟)" REAL, 原因 TEXT)',
    `INSERT INTO 停机记录 VALUES ${rowsOf(60, at => `${at}, 'L${(at % 4) + 1}', ${at}, '${['换刀', '故障', '缺料'][at % 3] ?? ''}'`)}`,
    'CREATE TABLE line_pairs (first_line TEXT, second_line_id TEXT, remark TEXT)',
    "INSERT INTO line_pairs VALUES ('L1', 'L2', 'a'), ('L2', 'L3', 'b'), ('L1', 'L4', 'c')",
  )
