-- a metric with a filter, a period and a limit
SELECT line.line_name AS line, 1.0 * SUM(stop.duration_min) / 60 AS stop_hours
FROM stop
LEFT JOIN line ON line.line_id = stop.line_id
WHERE stop.started_at >= '2026-10-01'
  AND stop.started_at < '2026-11-01'
  AND NOT stop.planned
GROUP BY line.line_name
ORDER BY stop_hours DESC
LIMIT 3;

-- a total
SELECT SUM(good_qty) AS output
FROM production;

-- measures of two facts
WITH stop_totals AS (
  SELECT line.line_name AS line, stop.shift, SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  GROUP BY line.line_name, stop.shift
),
production_totals AS (
  SELECT line.line_name AS line, production.shift, SUM(production.good_qty) AS output
  FROM production
  LEFT JOIN line ON line.line_id = production.line_id
  GROUP BY line.line_name, production.shift
),
all_groups AS (
  SELECT line, shift
  FROM stop_totals
  UNION
  SELECT line, shift
  FROM production_totals
)
SELECT
  all_groups.line,
  all_groups.shift,
  1.0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 AS stop_hours,
  COALESCE(production_totals.output, 0) AS output
FROM all_groups
LEFT JOIN stop_totals ON stop_totals.line IS all_groups.line AND stop_totals.shift IS all_groups.shift
LEFT JOIN production_totals ON production_totals.line IS all_groups.line AND production_totals.shift IS all_groups.shift
ORDER BY all_groups.line NULLS LAST, all_groups.shift NULLS LAST;

-- a ratio of two facts over time
WITH stop_totals AS (
  SELECT
    strftime('%Y-%m-01', stop.started_at) AS month,
    SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  WHERE stop.started_at >= '2026-10-01'
    AND stop.started_at < '2026-12-01'
  GROUP BY 1
),
production_totals AS (
  SELECT
    strftime('%Y-%m-01', production.hour_start) AS month,
    SUM(production.good_qty) AS sum_good_qty
  FROM production
  WHERE production.hour_start >= '2026-10-01'
    AND production.hour_start < '2026-12-01'
  GROUP BY 1
),
all_groups AS (
  SELECT month
  FROM stop_totals
  UNION
  SELECT month
  FROM production_totals
)
SELECT
  all_groups.month,
  1.0 * (1.0 * COALESCE(stop_totals.sum_duration_min, 0) / 60) / NULLIF(COALESCE(production_totals.sum_good_qty, 0), 0) AS hours_per_part
FROM all_groups
LEFT JOIN stop_totals ON stop_totals.month IS all_groups.month
LEFT JOIN production_totals ON production_totals.month IS all_groups.month
ORDER BY all_groups.month NULLS LAST;

-- a filtered metric and its share
SELECT
  stop_reason.reason_name AS reason,
  1.0 * SUM(stop.duration_min) FILTER (WHERE NOT stop.planned) / 60 AS h,
  1.0 * (1.0 * SUM(stop.duration_min) FILTER (WHERE NOT stop.planned) / 60) / NULLIF(SUM(1.0 * SUM(stop.duration_min) FILTER (WHERE NOT stop.planned) / 60) OVER (), 0) AS s
FROM stop
LEFT JOIN stop_reason ON stop_reason.reason_code = stop.reason_code
GROUP BY stop_reason.reason_name
ORDER BY h DESC, reason NULLS LAST;

-- a share of groups that a condition keeps
WITH grouped AS (
  SELECT
    line.line_name AS line,
    1.0 * COUNT(*) / NULLIF(SUM(COUNT(*)) OVER (), 0) AS s,
    COUNT(*) AS compared_1
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  GROUP BY line.line_name
)
SELECT line, s
FROM grouped
WHERE compared_1 >= 2
ORDER BY line NULLS LAST;

-- changes from month to month
WITH stop_totals AS (
  SELECT
    line.line_name AS line,
    strftime('%Y-%m-01', stop.started_at) AS month,
    SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  GROUP BY line.line_name, 2
)
SELECT
  line,
  month,
  1.0 * sum_duration_min / 60 AS h,
  1.0 * sum_duration_min / 60 - MAX(1.0 * sum_duration_min / 60) OVER (PARTITION BY line ORDER BY CAST(strftime('%Y', month) AS INTEGER) * 12 + CAST(strftime('%m', month) AS INTEGER) RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) AS d,
  1.0 * (1.0 * sum_duration_min / 60 - MAX(1.0 * sum_duration_min / 60) OVER (PARTITION BY line ORDER BY CAST(strftime('%Y', month) AS INTEGER) * 12 + CAST(strftime('%m', month) AS INTEGER) RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING)) / NULLIF(MAX(1.0 * sum_duration_min / 60) OVER (PARTITION BY line ORDER BY CAST(strftime('%Y', month) AS INTEGER) * 12 + CAST(strftime('%m', month) AS INTEGER) RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING), 0) AS g
FROM stop_totals
ORDER BY month NULLS LAST, line NULLS LAST;

-- the month that grew most, of a period
WITH stop_totals AS (
  SELECT strftime('%Y-%m-01', started_at) AS month, COUNT(*) AS row_count
  FROM stop
  WHERE started_at >= '2026-09-01'
    AND started_at < '2026-12-01'
  GROUP BY 1
),
grouped AS (
  SELECT
    month,
    row_count - MAX(row_count) OVER (ORDER BY CAST(strftime('%Y', month) AS INTEGER) * 12 + CAST(strftime('%m', month) AS INTEGER) RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) AS d
  FROM stop_totals
)
SELECT month, d
FROM grouped
WHERE month >= strftime('%Y-%m-01', '2026-10-01')
ORDER BY d DESC
LIMIT 1;

-- the same months of the year before
WITH stop_totals AS (
  SELECT strftime('%Y-%m-01', started_at) AS month, COUNT(*) AS n
  FROM stop
  WHERE started_at >= '2025-10-01'
    AND started_at < '2026-12-01'
  GROUP BY 1
),
grouped AS (
  SELECT
    month,
    n,
    MAX(n) OVER (ORDER BY CAST(strftime('%Y', month) AS INTEGER) * 12 + CAST(strftime('%m', month) AS INTEGER) RANGE BETWEEN 12 PRECEDING AND 12 PRECEDING) AS e,
    1.0 * (n - MAX(n) OVER (ORDER BY CAST(strftime('%Y', month) AS INTEGER) * 12 + CAST(strftime('%m', month) AS INTEGER) RANGE BETWEEN 12 PRECEDING AND 12 PRECEDING)) / NULLIF(MAX(n) OVER (ORDER BY CAST(strftime('%Y', month) AS INTEGER) * 12 + CAST(strftime('%m', month) AS INTEGER) RANGE BETWEEN 12 PRECEDING AND 12 PRECEDING), 0) AS g
  FROM stop_totals
)
SELECT month, n, e, g
FROM grouped
WHERE month >= strftime('%Y-%m-01', '2026-10-01')
ORDER BY month NULLS LAST;

-- the same days of the year before
WITH stop_totals AS (
  SELECT date(started_at) AS day, COUNT(*) AS row_count
  FROM stop
  GROUP BY 1
)
SELECT
  day,
  MAX(row_count) OVER (ORDER BY (CAST(strftime('%Y', day) AS INTEGER) * 12 + CAST(strftime('%m', day) AS INTEGER)) * 31 + CAST(strftime('%d', day) AS INTEGER) RANGE BETWEEN 372 PRECEDING AND 372 PRECEDING) AS e
FROM stop_totals
ORDER BY day NULLS LAST;

-- running totals by day, of a ratio too
WITH production_totals AS (
  SELECT
    date(hour_start) AS day,
    SUM(good_qty) AS sum_good_qty,
    SUM(scrap_qty) AS sum_scrap_qty,
    COUNT(good_qty) AS count_good_qty
  FROM production
  GROUP BY 1
)
SELECT
  day,
  SUM(sum_good_qty) OVER (PARTITION BY strftime('%Y-%m-01', day) ORDER BY day NULLS LAST) AS c,
  1.0 * SUM(sum_scrap_qty) OVER (ORDER BY day NULLS LAST) / NULLIF(SUM(sum_good_qty) OVER (ORDER BY day NULLS LAST) + SUM(sum_scrap_qty) OVER (ORDER BY day NULLS LAST), 0) AS r,
  1.0 * SUM(sum_good_qty) OVER (ORDER BY day NULLS LAST) / NULLIF(SUM(count_good_qty) OVER (ORDER BY day NULLS LAST), 0) AS a
FROM production_totals
ORDER BY day NULLS LAST;

-- a moving average by week of each line, above a limit
WITH stop_totals AS (
  SELECT
    date(stop.started_at, '-6 days', 'weekday 1') AS week,
    line.line_name AS line,
    COUNT(*) AS row_count
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  GROUP BY 1, line.line_name
),
grouped AS (
  SELECT
    week,
    line,
    AVG(row_count) OVER (PARTITION BY line ORDER BY CAST(julianday(date(week)) AS INTEGER) RANGE BETWEEN 14 PRECEDING AND CURRENT ROW) AS m
  FROM stop_totals
)
SELECT week, line, m
FROM grouped
WHERE m >= 1
ORDER BY week NULLS LAST, line NULLS LAST;

-- growth of two facts by quarter
WITH stop_totals AS (
  SELECT
    date(stop.started_at, 'start of month', '-' || CAST((CAST(strftime('%m', stop.started_at) AS INTEGER) - 1) % 3 AS TEXT) || ' months') AS quarter,
    SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  GROUP BY 1
),
production_totals AS (
  SELECT
    date(production.hour_start, 'start of month', '-' || CAST((CAST(strftime('%m', production.hour_start) AS INTEGER) - 1) % 3 AS TEXT) || ' months') AS quarter,
    SUM(production.good_qty) AS sum_good_qty
  FROM production
  GROUP BY 1
),
all_groups AS (
  SELECT quarter
  FROM stop_totals
  UNION
  SELECT quarter
  FROM production_totals
)
SELECT
  all_groups.quarter,
  1.0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - MAX(1.0 * COALESCE(stop_totals.sum_duration_min, 0) / 60) OVER (ORDER BY CAST(strftime('%Y', all_groups.quarter) AS INTEGER) * 4 + (CAST(strftime('%m', all_groups.quarter) AS INTEGER) + 2) / 3 RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) AS s,
  1.0 * (COALESCE(production_totals.sum_good_qty, 0) - MAX(COALESCE(production_totals.sum_good_qty, 0)) OVER (ORDER BY CAST(strftime('%Y', all_groups.quarter) AS INTEGER) * 4 + (CAST(strftime('%m', all_groups.quarter) AS INTEGER) + 2) / 3 RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING)) / NULLIF(MAX(COALESCE(production_totals.sum_good_qty, 0)) OVER (ORDER BY CAST(strftime('%Y', all_groups.quarter) AS INTEGER) * 4 + (CAST(strftime('%m', all_groups.quarter) AS INTEGER) + 2) / 3 RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING), 0) AS o
FROM all_groups
LEFT JOIN stop_totals ON stop_totals.quarter IS all_groups.quarter
LEFT JOIN production_totals ON production_totals.quarter IS all_groups.quarter
ORDER BY all_groups.quarter NULLS LAST;

-- changes by hour
WITH stop_totals AS (
  SELECT strftime('%Y-%m-%d %H:00:00', started_at) AS hour, COUNT(*) AS row_count
  FROM stop
  GROUP BY 1
)
SELECT
  hour,
  row_count - MAX(row_count) OVER (ORDER BY CAST(julianday(date(hour)) AS INTEGER) * 24 + CAST(strftime('%H', hour) AS INTEGER) RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) AS d
FROM stop_totals
ORDER BY hour NULLS LAST;

-- times between two columns, in every unit
SELECT
  stop_id,
  (unixepoch(ended_at) - unixepoch(started_at)) / 3600.0 * 3600 AS second,
  (unixepoch(ended_at) - unixepoch(started_at)) / 3600.0 * 60 AS minute,
  (unixepoch(ended_at) - unixepoch(started_at)) / 3600.0 AS hour,
  (unixepoch(ended_at) - unixepoch(started_at)) / 3600.0 / 24 AS day,
  (unixepoch(ended_at) - unixepoch(started_at)) / 3600.0 / 168 AS week,
  floor(1.0 * ((CAST(strftime('%Y', ended_at) AS INTEGER) * 12 + CAST(strftime('%m', ended_at) AS INTEGER)) * 31 + CAST(strftime('%d', ended_at) AS INTEGER) - ((CAST(strftime('%Y', started_at) AS INTEGER) * 12 + CAST(strftime('%m', started_at) AS INTEGER)) * 31 + CAST(strftime('%d', started_at) AS INTEGER))) / 31) AS month,
  floor(1.0 * ((CAST(strftime('%Y', ended_at) AS INTEGER) * 12 + CAST(strftime('%m', ended_at) AS INTEGER)) * 31 + CAST(strftime('%d', ended_at) AS INTEGER) - ((CAST(strftime('%Y', started_at) AS INTEGER) * 12 + CAST(strftime('%m', started_at) AS INTEGER)) * 31 + CAST(strftime('%d', started_at) AS INTEGER))) / 372) AS year
FROM stop
WHERE (unixepoch(ended_at) - unixepoch(started_at)) / 3600.0 * 60 >= 30
ORDER BY hour DESC;

-- things older than some years
SELECT
  equipment_name,
  floor(1.0 * (753766 - ((CAST(strftime('%Y', commissioned_on) AS INTEGER) * 12 + CAST(strftime('%m', commissioned_on) AS INTEGER)) * 31 + CAST(strftime('%d', commissioned_on) AS INTEGER))) / 372) AS age
FROM equipment
WHERE commissioned_on < '2019-03-01'
ORDER BY equipment_id NULLS LAST;

-- ages, and the mean of them by a group
SELECT
  equipment_type AS type,
  AVG(floor(1.0 * (753766 - ((CAST(strftime('%Y', commissioned_on) AS INTEGER) * 12 + CAST(strftime('%m', commissioned_on) AS INTEGER)) * 31 + CAST(strftime('%d', commissioned_on) AS INTEGER))) / 372)) AS years,
  MAX(floor(1.0 * (753766 - ((CAST(strftime('%Y', commissioned_on) AS INTEGER) * 12 + CAST(strftime('%m', commissioned_on) AS INTEGER)) * 31 + CAST(strftime('%d', commissioned_on) AS INTEGER))) / 31)) AS months,
  MIN(CAST(julianday(date('2026-03-01')) AS INTEGER) - CAST(julianday(date(commissioned_on)) AS INTEGER)) AS days
FROM equipment
GROUP BY equipment_type
ORDER BY type NULLS LAST;

-- a share within each line
WITH stop_totals AS (
  SELECT line.line_name AS line, stop_reason.reason_name AS reason, COUNT(*) AS row_count
  FROM stop
  LEFT JOIN stop_reason ON stop_reason.reason_code = stop.reason_code
  LEFT JOIN line ON line.line_id = stop.line_id
  GROUP BY line.line_name, stop_reason.reason_name
)
SELECT
  line,
  reason,
  1.0 * row_count / NULLIF(SUM(row_count) OVER (PARTITION BY line), 0) AS s
FROM stop_totals
ORDER BY line NULLS LAST, reason NULLS LAST;

-- a comparison of two periods
WITH stop_totals AS (
  SELECT line.line_name AS line, SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  WHERE stop.started_at >= '2026-11-01'
    AND stop.started_at < '2026-12-01'
  GROUP BY line.line_name
),
stop_before AS (
  SELECT line.line_name AS line, SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  WHERE stop.started_at >= '2026-10-01'
    AND stop.started_at < '2026-11-01'
  GROUP BY line.line_name
),
all_groups AS (
  SELECT line
  FROM stop_totals
  UNION
  SELECT line
  FROM stop_before
)
SELECT
  all_groups.line,
  1.0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 AS h,
  1.0 * COALESCE(stop_before.sum_duration_min, 0) / 60 AS h__before,
  1.0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - 1.0 * COALESCE(stop_before.sum_duration_min, 0) / 60 AS h__change,
  1.0 * (1.0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - 1.0 * COALESCE(stop_before.sum_duration_min, 0) / 60) / NULLIF(1.0 * COALESCE(stop_before.sum_duration_min, 0) / 60, 0) AS h__growth
FROM all_groups
LEFT JOIN stop_totals ON stop_totals.line IS all_groups.line
LEFT JOIN stop_before ON stop_before.line IS all_groups.line
ORDER BY h__change DESC;

-- what rose from one period to the other
WITH stop_totals AS (
  SELECT line.line_name AS line, SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  WHERE stop.started_at >= '2026-11-01'
    AND stop.started_at < '2026-12-01'
  GROUP BY line.line_name
),
stop_before AS (
  SELECT line.line_name AS line, SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  WHERE stop.started_at >= '2026-10-01'
    AND stop.started_at < '2026-11-01'
  GROUP BY line.line_name
),
all_groups AS (
  SELECT line
  FROM stop_totals
  UNION
  SELECT line
  FROM stop_before
)
SELECT
  all_groups.line,
  1.0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 AS h,
  1.0 * COALESCE(stop_before.sum_duration_min, 0) / 60 AS h__before,
  1.0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - 1.0 * COALESCE(stop_before.sum_duration_min, 0) / 60 AS h__change,
  1.0 * (1.0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - 1.0 * COALESCE(stop_before.sum_duration_min, 0) / 60) / NULLIF(1.0 * COALESCE(stop_before.sum_duration_min, 0) / 60, 0) AS h__growth
FROM all_groups
LEFT JOIN stop_totals ON stop_totals.line IS all_groups.line
LEFT JOIN stop_before ON stop_before.line IS all_groups.line
WHERE 1.0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - 1.0 * COALESCE(stop_before.sum_duration_min, 0) / 60 > 0
ORDER BY all_groups.line NULLS LAST;

-- what grew by a tenth, of what is above the average of the groups
WITH stop_totals AS (
  SELECT line.line_name AS line, SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  WHERE stop.started_at >= '2026-11-01'
    AND stop.started_at < '2026-12-01'
  GROUP BY line.line_name
),
stop_before AS (
  SELECT line.line_name AS line, SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  WHERE stop.started_at >= '2026-10-01'
    AND stop.started_at < '2026-11-01'
  GROUP BY line.line_name
),
all_groups AS (
  SELECT line
  FROM stop_totals
  UNION
  SELECT line
  FROM stop_before
),
grouped AS (
  SELECT
    all_groups.line,
    1.0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 AS h,
    1.0 * COALESCE(stop_before.sum_duration_min, 0) / 60 AS h__before,
    1.0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - 1.0 * COALESCE(stop_before.sum_duration_min, 0) / 60 AS h__change,
    1.0 * (1.0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - 1.0 * COALESCE(stop_before.sum_duration_min, 0) / 60) / NULLIF(1.0 * COALESCE(stop_before.sum_duration_min, 0) / 60, 0) AS h__growth,
    1.0 * (1.0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - 1.0 * COALESCE(stop_before.sum_duration_min, 0) / 60) / NULLIF(1.0 * COALESCE(stop_before.sum_duration_min, 0) / 60, 0) AS moved_1
  FROM all_groups
  LEFT JOIN stop_totals ON stop_totals.line IS all_groups.line
  LEFT JOIN stop_before ON stop_before.line IS all_groups.line
)
SELECT grouped.line, grouped.h, grouped.h__before, grouped.h__change, grouped.h__growth
FROM grouped
WHERE grouped.moved_1 > 0.1
  AND grouped.h > (
    SELECT AVG(h)
    FROM grouped
  )
ORDER BY grouped.line NULLS LAST;

-- a comparison of two periods by day
WITH stop_totals AS (
  SELECT date(stop.started_at) AS day, COUNT(*) AS n
  FROM stop
  WHERE stop.started_at >= '2026-11-01'
    AND stop.started_at < '2026-12-01'
  GROUP BY 1
),
stop_before AS (
  SELECT date(datetime(stop.started_at, '+1 months', 'floor')) AS day, COUNT(*) AS n
  FROM stop
  WHERE stop.started_at >= '2026-10-01'
    AND stop.started_at < '2026-11-01'
  GROUP BY 1
),
all_groups AS (
  SELECT day
  FROM stop_totals
  UNION
  SELECT day
  FROM stop_before
)
SELECT
  all_groups.day,
  COALESCE(stop_totals.n, 0) AS n,
  COALESCE(stop_before.n, 0) AS n__before,
  COALESCE(stop_totals.n, 0) - COALESCE(stop_before.n, 0) AS n__change,
  1.0 * (COALESCE(stop_totals.n, 0) - COALESCE(stop_before.n, 0)) / NULLIF(COALESCE(stop_before.n, 0), 0) AS n__growth
FROM all_groups
LEFT JOIN stop_totals ON stop_totals.day IS all_groups.day
LEFT JOIN stop_before ON stop_before.day IS all_groups.day
ORDER BY all_groups.day NULLS LAST;

-- a comparison of totals
WITH production_totals AS (
  SELECT
    SUM(production.scrap_qty) AS sum_scrap_qty,
    SUM(production.good_qty) AS sum_good_qty
  FROM production
  WHERE production.hour_start >= '2026-11-01'
    AND production.hour_start < '2026-12-01'
),
production_before AS (
  SELECT
    SUM(production.scrap_qty) AS sum_scrap_qty,
    SUM(production.good_qty) AS sum_good_qty
  FROM production
  WHERE production.hour_start >= '2026-10-01'
    AND production.hour_start < '2026-11-01'
)
SELECT
  1.0 * COALESCE(production_totals.sum_scrap_qty, 0) / NULLIF(COALESCE(production_totals.sum_good_qty, 0) + COALESCE(production_totals.sum_scrap_qty, 0), 0) AS r,
  1.0 * COALESCE(production_before.sum_scrap_qty, 0) / NULLIF(COALESCE(production_before.sum_good_qty, 0) + COALESCE(production_before.sum_scrap_qty, 0), 0) AS r__before,
  1.0 * COALESCE(production_totals.sum_scrap_qty, 0) / NULLIF(COALESCE(production_totals.sum_good_qty, 0) + COALESCE(production_totals.sum_scrap_qty, 0), 0) - 1.0 * COALESCE(production_before.sum_scrap_qty, 0) / NULLIF(COALESCE(production_before.sum_good_qty, 0) + COALESCE(production_before.sum_scrap_qty, 0), 0) AS r__change
FROM production_totals
CROSS JOIN production_before;

-- more than the average of the groups
WITH grouped AS (
  SELECT line.line_name, line.line_id AS key_1, COUNT(*) AS compared_1
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  GROUP BY line.line_name, line.line_id
)
SELECT grouped.line_name
FROM grouped
WHERE grouped.compared_1 > (
  SELECT AVG(compared_1)
  FROM grouped
)
ORDER BY grouped.line_name NULLS LAST, grouped.key_1 NULLS LAST;

-- at least twice the average of the groups
WITH grouped AS (
  SELECT line.line_name, line.line_id AS key_1, COUNT(*) AS compared_1
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  GROUP BY line.line_name, line.line_id
)
SELECT grouped.line_name
FROM grouped
WHERE grouped.compared_1 >= (
  SELECT AVG(compared_1)
  FROM grouped
) * 2
ORDER BY grouped.line_name NULLS LAST, grouped.key_1 NULLS LAST;

-- above the median of the groups
WITH grouped AS (
  SELECT line.line_name, line.line_id AS key_1, COUNT(*) AS compared_1
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  GROUP BY line.line_name, line.line_id
)
SELECT grouped.line_name
FROM grouped
WHERE grouped.compared_1 > (
  SELECT AVG(value_1)
  FROM (
    SELECT
      compared_1 AS value_1,
      ROW_NUMBER() OVER (ORDER BY compared_1) AS row_no,
      COUNT(*) OVER () AS row_total
    FROM grouped
    WHERE compared_1 IS NOT NULL
  ) AS ranked_groups
  WHERE row_no IN (floor((row_total + 1) / 2), floor((row_total + 2) / 2))
)
ORDER BY grouped.line_name NULLS LAST, grouped.key_1 NULLS LAST;

-- above the average of the reasons of the same line
WITH stop_totals AS (
  SELECT line.line_name AS line, stop_reason.reason_name AS reason, COUNT(*) AS n
  FROM stop
  LEFT JOIN stop_reason ON stop_reason.reason_code = stop.reason_code
  LEFT JOIN line ON line.line_id = stop.line_id
  GROUP BY line.line_name, stop_reason.reason_name
),
grouped AS (
  SELECT line, reason, n, AVG(n) OVER (PARTITION BY line) AS average_1
  FROM stop_totals
)
SELECT line, reason, n
FROM grouped
WHERE n >= average_1 * 1.1
ORDER BY line NULLS LAST, reason NULLS LAST;

-- more than a nested query
SELECT line.line_name AS line, COUNT(*) AS n
FROM stop
LEFT JOIN line ON line.line_id = stop.line_id
GROUP BY line.line_name
HAVING COUNT(*) > (
  SELECT COUNT(*) FILTER (WHERE line_id = 'L1') AS w
  FROM work_order
)
ORDER BY line NULLS LAST;

-- the first of each group
WITH grouped AS (
  SELECT
    strftime('%Y-%m-01', stop.started_at) AS month,
    stop_reason.reason_name AS reason,
    1.0 * SUM(stop.duration_min) FILTER (WHERE NOT stop.planned) / 60 AS h
  FROM stop
  LEFT JOIN stop_reason ON stop_reason.reason_code = stop.reason_code
  GROUP BY 1, stop_reason.reason_name
),
numbered AS (
  SELECT
    grouped.month,
    grouped.reason,
    grouped.h,
    ROW_NUMBER() OVER (PARTITION BY grouped.month ORDER BY grouped.h DESC) AS row_position
  FROM grouped
)
SELECT month, reason, h
FROM numbered
WHERE row_position <= 1
ORDER BY month NULLS LAST, row_position;

-- an order by what is not shown
SELECT line.line_name AS line
FROM stop
LEFT JOIN line ON line.line_id = stop.line_id
GROUP BY line.line_name
ORDER BY COUNT(*) DESC
LIMIT 1;

-- groups that joins would multiply
SELECT tag, COUNT(value_1) AS n, SUM(value_2) AS planned
FROM (
  SELECT DISTINCT
    tag.tag_name AS tag,
    work_order.order_no AS key_1,
    1 AS value_1,
    work_order.planned_qty AS value_2
  FROM work_order
  JOIN order_tag ON order_tag.order_no = work_order.order_no
  LEFT JOIN tag ON tag.tag_id = order_tag.tag_id
) AS once
GROUP BY tag
ORDER BY tag NULLS LAST;

-- rows that joins would multiply, counted
SELECT tag.tag_name AS tag, COUNT(DISTINCT work_order.order_no) AS n
FROM work_order
JOIN order_tag ON order_tag.order_no = work_order.order_no
LEFT JOIN tag ON tag.tag_id = order_tag.tag_id
GROUP BY tag.tag_name
ORDER BY tag NULLS LAST;

-- a condition on rows of which there are many
SELECT COUNT(*) AS n
FROM line
WHERE EXISTS (
  SELECT 1
  FROM stop
  JOIN stop_reason ON stop_reason.reason_code = stop.reason_code
  WHERE stop.line_id = line.line_id
    AND stop_reason.category = 'failure'
    AND stop.shift = 'day'
);

-- rows with a computed column, a text match and an order
SELECT
  stop.stop_id,
  (unixepoch(stop.ended_at) - unixepoch(stop.started_at)) / 3600.0 AS hours,
  line.line_name
FROM stop
JOIN line ON line.line_id = stop.line_id
WHERE line.line_name LIKE '%LINE 1%'
ORDER BY stop.duration_min DESC
LIMIT 2;

-- rows without named columns
SELECT line.line_id, line.line_name, line.area_id
FROM line
JOIN area ON area.area_id = line.area_id
WHERE area.area_name = 'Machining'
ORDER BY line.line_id NULLS LAST;

-- different values
SELECT DISTINCT shift
FROM stop
ORDER BY shift NULLS LAST;

-- a text with wildcards and quotes
SELECT equipment_name
FROM equipment
WHERE equipment_name LIKE '%''BIG'''
  AND equipment_name NOT LIKE '%100!%!_\%' ESCAPE '!'
ORDER BY equipment_id NULLS LAST;

-- shifts of the plant
SELECT
  CASE
    WHEN time(started_at) >= '06:00:00' AND time(started_at) < '14:00:00' THEN 'day'
    WHEN time(started_at) >= '14:00:00' AND time(started_at) < '22:00:00' THEN 'evening'
    WHEN time(started_at) >= '22:00:00' OR time(started_at) < '06:00:00' THEN 'night'
  END AS shift,
  COUNT(*) AS n
FROM stop
GROUP BY 1
ORDER BY shift NULLS LAST;

-- parts of a time
SELECT
  CAST(strftime('%u', started_at) AS INTEGER) AS weekday,
  CAST(strftime('%H', started_at) AS INTEGER) AS hour,
  COUNT(*) AS n
FROM stop
WHERE CAST(strftime('%Y', started_at) AS INTEGER) = 2026
GROUP BY 1, 2
ORDER BY weekday NULLS LAST, hour NULLS LAST;

-- weeks, quarters and spread
SELECT
  date(hour_start, 'start of month', '-' || CAST((CAST(strftime('%m', hour_start) AS INTEGER) - 1) % 3 AS TEXT) || ' months') AS quarter,
  date(hour_start, '-6 days', 'weekday 1') AS week,
  MEDIAN(good_qty) AS med,
  sqrt(MAX((SUM(good_qty * (1.0 * good_qty)) - 1.0 * SUM(good_qty) * SUM(good_qty) / NULLIF(COUNT(good_qty), 0)) / NULLIF(COUNT(good_qty) - 1, 0), 0)) AS sd,
  COUNT(DISTINCT shift) AS kinds
FROM production
GROUP BY 1, 2
ORDER BY quarter NULLS LAST, week NULLS LAST;

-- bins of a measure
SELECT floor(1.0 * duration_min / 30) * 30 AS minutes, COUNT(*) AS n
FROM stop
GROUP BY 1
ORDER BY minutes NULLS LAST;

-- rows that lack related rows, in both of two sets
SELECT line.line_name
FROM line
WHERE NOT EXISTS (
  SELECT 1
  FROM stop
  JOIN stop_reason ON stop_reason.reason_code = stop.reason_code
  WHERE stop.line_id = line.line_id
    AND stop_reason.category = 'setup'
)
INTERSECT
SELECT line.line_name
FROM line
JOIN area ON area.area_id = line.area_id
WHERE area.area_name = 'Machining'
ORDER BY line_name NULLS LAST;

-- one set without another
SELECT line_id
FROM line
EXCEPT
SELECT line_id
FROM stop
ORDER BY line_id NULLS LAST;

-- not among the values of a query that has nulls
SELECT equipment.equipment_name
FROM equipment
WHERE equipment.equipment_id NOT IN (
  SELECT listed.equipment_id
  FROM (
    SELECT equipment_id
    FROM stop
  ) AS listed
  WHERE listed.equipment_id IS NOT NULL
)
ORDER BY equipment.equipment_id NULLS LAST;

-- among the first of a query
SELECT SUM(production.good_qty) AS output
FROM production
WHERE production.line_id IN (
  SELECT DISTINCT line_id
  FROM stop
  ORDER BY line_id NULLS LAST
  LIMIT 2
);

-- conditions of every kind
SELECT stop.stop_id
FROM stop
LEFT JOIN stop_reason ON stop_reason.reason_code = stop.reason_code
WHERE (stop.shift IN ('day', 'o''clock') OR stop.duration_min BETWEEN 40 AND 60 OR stop.ended_at IS NULL)
  AND NOT (stop_reason.reason_name = 'No material')
  AND stop.duration_min <= (
    SELECT MAX(duration_min) AS a
    FROM stop
  )
  AND stop.ended_at > stop.started_at
  AND stop.started_at < '2026-11-01'
ORDER BY stop.stop_id NULLS LAST;

-- numbers within texts
SELECT
  line.line_name,
  iif(substr(replace(CAST(line.line_name AS TEXT), ',', ''), MIN(instr(replace(CAST(line.line_name AS TEXT), ',', '') || '0', '0'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '1', '1'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '2', '2'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '3', '3'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '4', '4'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '5', '5'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '6', '6'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '7', '7'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '8', '8'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '9', '9')) - 1, 1) = '-', -1, 1) * CAST(NULLIF(substr(replace(CAST(line.line_name AS TEXT), ',', ''), MIN(instr(replace(CAST(line.line_name AS TEXT), ',', '') || '0', '0'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '1', '1'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '2', '2'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '3', '3'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '4', '4'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '5', '5'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '6', '6'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '7', '7'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '8', '8'), instr(replace(CAST(line.line_name AS TEXT), ',', '') || '9', '9'))), '') AS REAL) AS number,
  iif(substr(replace(CAST(area.area_name AS TEXT), ',', ''), MIN(instr(replace(CAST(area.area_name AS TEXT), ',', '') || '0', '0'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '1', '1'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '2', '2'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '3', '3'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '4', '4'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '5', '5'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '6', '6'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '7', '7'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '8', '8'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '9', '9')) - 1, 1) = '-', -1, 1) * CAST(NULLIF(substr(replace(CAST(area.area_name AS TEXT), ',', ''), MIN(instr(replace(CAST(area.area_name AS TEXT), ',', '') || '0', '0'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '1', '1'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '2', '2'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '3', '3'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '4', '4'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '5', '5'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '6', '6'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '7', '7'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '8', '8'), instr(replace(CAST(area.area_name AS TEXT), ',', '') || '9', '9'))), '') AS REAL) AS none
FROM line
LEFT JOIN area ON area.area_id = line.area_id
ORDER BY line.line_id NULLS LAST;

-- yes or no
SELECT
  COUNT(*) FILTER (WHERE NOT planned) > COUNT(*) FILTER (WHERE planned) AS answer,
  COUNT(*) FILTER (WHERE shift = 'none') > 0 AS "any"
FROM stop;

-- the most rows in a row
SELECT MAX(run_of_row_1) AS run
FROM (
  SELECT
    *,
    position_of_row - COALESCE(MAX(CASE WHEN tag.tag_name LIKE '%in%' THEN NULL ELSE position_of_row END) OVER (ORDER BY position_of_row), 0) AS run_of_row_1
  FROM (
    SELECT *, ROW_NUMBER() OVER () AS position_of_row
    FROM tag
  ) AS tag
) AS tag;

-- days on which a rate was high
WITH "groups" AS (
  SELECT
    line.line_name AS line,
    date(production.hour_start) AS group_key,
    1.0 * SUM(production.scrap_qty) / NULLIF(SUM(production.good_qty) + SUM(production.scrap_qty), 0) AS group_value
  FROM production
  LEFT JOIN line ON line.line_id = production.line_id
  WHERE production.hour_start >= '2026-10-01'
    AND production.hour_start < '2026-11-01'
  GROUP BY line.line_name, 2
)
SELECT line, COUNT(CASE WHEN group_value > 0.02 THEN 1 END) AS days
FROM "groups"
GROUP BY line
ORDER BY days DESC, line NULLS LAST;

-- days above the average day of each line
WITH "groups" AS (
  SELECT
    line.line_name AS line,
    date(production.hour_start) AS group_key,
    SUM(production.good_qty) AS group_value
  FROM production
  LEFT JOIN line ON line.line_id = production.line_id
  WHERE production.hour_start >= '2026-10-01'
    AND production.hour_start < '2026-11-01'
  GROUP BY line.line_name, 2
)
SELECT line, COUNT(CASE WHEN group_value > group_mean * 1.2 THEN 1 END) AS days
FROM (
  SELECT line, group_value, AVG(group_value) OVER (PARTITION BY line) AS group_mean
  FROM "groups"
) AS "groups"
GROUP BY line
ORDER BY line NULLS LAST;

-- the highest and lowest of groups, with a limit for each
WITH "groups" AS (
  SELECT
    line.line_name AS line,
    stop.shift,
    equipment.equipment_name AS group_key,
    COUNT(*) AS group_value
  FROM stop
  LEFT JOIN equipment ON equipment.equipment_id = stop.equipment_id
  LEFT JOIN line ON line.line_id = stop.line_id
  GROUP BY line.line_name, stop.shift, equipment.equipment_name
),
numbered AS (
  SELECT
    "groups".line,
    "groups".shift,
    MAX("groups".group_value) AS most,
    ROW_NUMBER() OVER (PARTITION BY "groups".line ORDER BY MAX("groups".group_value) DESC, "groups".line NULLS LAST, "groups".shift NULLS LAST) AS row_position
  FROM "groups"
  GROUP BY "groups".line, "groups".shift
  HAVING MAX("groups".group_value) >= 1
)
SELECT line, shift, most
FROM numbered
WHERE row_position <= 1
ORDER BY line NULLS LAST, row_position;

-- the average of daily totals
WITH "groups" AS (
  SELECT date(hour_start) AS group_key, SUM(good_qty) AS group_value
  FROM production
  GROUP BY 1
)
SELECT AVG(group_value) AS daily
FROM "groups";

-- nothing but groups
SELECT equipment_type AS type
FROM equipment
GROUP BY equipment_type
ORDER BY type NULLS LAST;
