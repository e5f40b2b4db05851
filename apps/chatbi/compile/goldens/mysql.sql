-- a metric with a filter, a period and a limit
SELECT line.line_name AS line, 1e0 * SUM(stop.duration_min) / 60 AS stop_hours
FROM stop
LEFT JOIN line ON line.line_id = stop.line_id
WHERE stop.started_at >= TIMESTAMP '2026-10-01 00:00:00'
  AND stop.started_at < TIMESTAMP '2026-11-01 00:00:00'
  AND NOT stop.planned
GROUP BY line.line_name
ORDER BY stop_hours DESC, line IS NULL, line
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
  1e0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 AS stop_hours,
  COALESCE(production_totals.output, 0) AS output
FROM all_groups
LEFT JOIN stop_totals ON stop_totals.line <=> all_groups.line AND stop_totals.shift <=> all_groups.shift
LEFT JOIN production_totals ON production_totals.line <=> all_groups.line AND production_totals.shift <=> all_groups.shift
ORDER BY all_groups.line IS NULL, all_groups.line, all_groups.shift IS NULL, all_groups.shift;

-- a ratio of two facts over time
WITH stop_totals AS (
  SELECT
    CAST(date_format(stop.started_at, '%Y-%m-01') AS DATE) AS month,
    SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  WHERE stop.started_at >= TIMESTAMP '2026-10-01 00:00:00'
    AND stop.started_at < TIMESTAMP '2026-12-01 00:00:00'
  GROUP BY 1
),
production_totals AS (
  SELECT
    CAST(date_format(production.hour_start, '%Y-%m-01') AS DATE) AS month,
    SUM(production.good_qty) AS sum_good_qty
  FROM production
  WHERE production.hour_start >= TIMESTAMP '2026-10-01 00:00:00'
    AND production.hour_start < TIMESTAMP '2026-12-01 00:00:00'
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
  1e0 * (1e0 * COALESCE(stop_totals.sum_duration_min, 0) / 60) / NULLIF(COALESCE(production_totals.sum_good_qty, 0), 0) AS hours_per_part
FROM all_groups
LEFT JOIN stop_totals ON stop_totals.month <=> all_groups.month
LEFT JOIN production_totals ON production_totals.month <=> all_groups.month
ORDER BY all_groups.month IS NULL, all_groups.month;

-- a filtered metric and its share
SELECT
  stop_reason.reason_name AS reason,
  1e0 * SUM(CASE WHEN NOT stop.planned THEN stop.duration_min END) / 60 AS h,
  1e0 * (1e0 * SUM(CASE WHEN NOT stop.planned THEN stop.duration_min END) / 60) / NULLIF(SUM(1e0 * SUM(CASE WHEN NOT stop.planned THEN stop.duration_min END) / 60) OVER (), 0) AS s
FROM stop
LEFT JOIN stop_reason ON stop_reason.reason_code = stop.reason_code
GROUP BY stop_reason.reason_name
ORDER BY h DESC, reason IS NULL, reason;

-- a share of groups that a condition keeps
WITH grouped AS (
  SELECT
    line.line_name AS line,
    1e0 * COUNT(*) / NULLIF(SUM(COUNT(*)) OVER (), 0) AS s,
    COUNT(*) AS compared_1
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  GROUP BY line.line_name
)
SELECT line, s
FROM grouped
WHERE compared_1 >= 2
ORDER BY line IS NULL, line;

-- changes from month to month
WITH stop_totals AS (
  SELECT
    line.line_name AS line,
    CAST(date_format(stop.started_at, '%Y-%m-01') AS DATE) AS month,
    SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  GROUP BY line.line_name, 2
)
SELECT
  line,
  month,
  1e0 * sum_duration_min / 60 AS h,
  1e0 * sum_duration_min / 60 - MAX(1e0 * sum_duration_min / 60) OVER (PARTITION BY line ORDER BY year(month) * 12 + month(month) RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) AS d,
  1e0 * (1e0 * sum_duration_min / 60 - MAX(1e0 * sum_duration_min / 60) OVER (PARTITION BY line ORDER BY year(month) * 12 + month(month) RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING)) / NULLIF(MAX(1e0 * sum_duration_min / 60) OVER (PARTITION BY line ORDER BY year(month) * 12 + month(month) RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING), 0) AS g
FROM stop_totals
ORDER BY month IS NULL, month, line IS NULL, line;

-- the month that grew most, of a period
WITH stop_totals AS (
  SELECT CAST(date_format(started_at, '%Y-%m-01') AS DATE) AS month, COUNT(*) AS row_count
  FROM stop
  WHERE started_at >= TIMESTAMP '2026-09-01 00:00:00'
    AND started_at < TIMESTAMP '2026-12-01 00:00:00'
  GROUP BY 1
),
grouped AS (
  SELECT
    month,
    row_count - MAX(row_count) OVER (ORDER BY year(month) * 12 + month(month) RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) AS d
  FROM stop_totals
)
SELECT month, d
FROM grouped
WHERE month >= CAST(date_format(TIMESTAMP '2026-10-01 00:00:00', '%Y-%m-01') AS DATE)
ORDER BY d DESC, month IS NULL, month
LIMIT 1;

-- the same months of the year before
WITH stop_totals AS (
  SELECT CAST(date_format(started_at, '%Y-%m-01') AS DATE) AS month, COUNT(*) AS n
  FROM stop
  WHERE started_at >= TIMESTAMP '2025-10-01 00:00:00'
    AND started_at < TIMESTAMP '2026-12-01 00:00:00'
  GROUP BY 1
),
grouped AS (
  SELECT
    month,
    n,
    MAX(n) OVER (ORDER BY year(month) * 12 + month(month) RANGE BETWEEN 12 PRECEDING AND 12 PRECEDING) AS e,
    1e0 * (n - MAX(n) OVER (ORDER BY year(month) * 12 + month(month) RANGE BETWEEN 12 PRECEDING AND 12 PRECEDING)) / NULLIF(MAX(n) OVER (ORDER BY year(month) * 12 + month(month) RANGE BETWEEN 12 PRECEDING AND 12 PRECEDING), 0) AS g
  FROM stop_totals
)
SELECT month, n, e, g
FROM grouped
WHERE month >= CAST(date_format(TIMESTAMP '2026-10-01 00:00:00', '%Y-%m-01') AS DATE)
ORDER BY month IS NULL, month;

-- the same days of the year before
WITH stop_totals AS (
  SELECT date(started_at) AS day, COUNT(*) AS row_count
  FROM stop
  GROUP BY 1
)
SELECT
  day,
  MAX(row_count) OVER (ORDER BY (year(day) * 12 + month(day)) * 31 + dayofmonth(day) RANGE BETWEEN 372 PRECEDING AND 372 PRECEDING) AS e
FROM stop_totals
ORDER BY day IS NULL, day;

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
  SUM(sum_good_qty) OVER (PARTITION BY CAST(date_format(day, '%Y-%m-01') AS DATE) ORDER BY day IS NULL, day) AS c,
  1e0 * SUM(sum_scrap_qty) OVER (ORDER BY day IS NULL, day) / NULLIF(SUM(sum_good_qty) OVER (ORDER BY day IS NULL, day) + SUM(sum_scrap_qty) OVER (ORDER BY day IS NULL, day), 0) AS r,
  1e0 * SUM(sum_good_qty) OVER (ORDER BY day IS NULL, day) / NULLIF(SUM(count_good_qty) OVER (ORDER BY day IS NULL, day), 0) AS a
FROM production_totals
ORDER BY day IS NULL, day;

-- a moving average by week of each line, above a limit
WITH stop_totals AS (
  SELECT
    date(stop.started_at) - INTERVAL (weekday(stop.started_at)) DAY AS week,
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
    AVG(row_count) OVER (PARTITION BY line ORDER BY to_days(week) RANGE BETWEEN 14 PRECEDING AND CURRENT ROW) AS m
  FROM stop_totals
)
SELECT week, line, m
FROM grouped
WHERE m >= 1
ORDER BY week IS NULL, week, line IS NULL, line;

-- growth of two facts by quarter
WITH stop_totals AS (
  SELECT
    makedate(year(stop.started_at), 1) + INTERVAL (quarter(stop.started_at) - 1) QUARTER AS quarter,
    SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  GROUP BY 1
),
production_totals AS (
  SELECT
    makedate(year(production.hour_start), 1) + INTERVAL (quarter(production.hour_start) - 1) QUARTER AS quarter,
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
  1e0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - MAX(1e0 * COALESCE(stop_totals.sum_duration_min, 0) / 60) OVER (ORDER BY year(all_groups.quarter) * 4 + quarter(all_groups.quarter) RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) AS s,
  1e0 * (COALESCE(production_totals.sum_good_qty, 0) - MAX(COALESCE(production_totals.sum_good_qty, 0)) OVER (ORDER BY year(all_groups.quarter) * 4 + quarter(all_groups.quarter) RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING)) / NULLIF(MAX(COALESCE(production_totals.sum_good_qty, 0)) OVER (ORDER BY year(all_groups.quarter) * 4 + quarter(all_groups.quarter) RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING), 0) AS o
FROM all_groups
LEFT JOIN stop_totals ON stop_totals.quarter <=> all_groups.quarter
LEFT JOIN production_totals ON production_totals.quarter <=> all_groups.quarter
ORDER BY all_groups.quarter IS NULL, all_groups.quarter;

-- changes by hour
WITH stop_totals AS (
  SELECT
    CAST(date_format(started_at, '%Y-%m-%d %H:00:00') AS DATETIME) AS hour,
    COUNT(*) AS row_count
  FROM stop
  GROUP BY 1
)
SELECT
  hour,
  row_count - MAX(row_count) OVER (ORDER BY to_days(hour) * 24 + hour(hour) RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) AS d
FROM stop_totals
ORDER BY hour IS NULL, hour;

-- times between two columns, in every unit
SELECT
  stop_id,
  (to_seconds(ended_at) - to_seconds(started_at)) / 3600e0 * 3600 AS second,
  (to_seconds(ended_at) - to_seconds(started_at)) / 3600e0 * 60 AS minute,
  (to_seconds(ended_at) - to_seconds(started_at)) / 3600e0 AS hour,
  (to_seconds(ended_at) - to_seconds(started_at)) / 3600e0 / 24 AS day,
  (to_seconds(ended_at) - to_seconds(started_at)) / 3600e0 / 168 AS week,
  floor(1e0 * ((year(ended_at) * 12 + month(ended_at)) * 31 + dayofmonth(ended_at) - ((year(started_at) * 12 + month(started_at)) * 31 + dayofmonth(started_at))) / 31) AS month,
  floor(1e0 * ((year(ended_at) * 12 + month(ended_at)) * 31 + dayofmonth(ended_at) - ((year(started_at) * 12 + month(started_at)) * 31 + dayofmonth(started_at))) / 372) AS year
FROM stop
WHERE (to_seconds(ended_at) - to_seconds(started_at)) / 3600e0 * 60 >= 30
ORDER BY hour DESC, stop_id IS NULL, stop_id;

-- things older than some years
SELECT
  equipment_name,
  floor(1e0 * (753766 - ((year(commissioned_on) * 12 + month(commissioned_on)) * 31 + dayofmonth(commissioned_on))) / 372) AS age
FROM equipment
WHERE commissioned_on < DATE '2019-03-01'
ORDER BY equipment_id IS NULL, equipment_id;

-- ages, and the mean of them by a group
SELECT
  equipment_type AS type,
  AVG(floor(1e0 * (753766 - ((year(commissioned_on) * 12 + month(commissioned_on)) * 31 + dayofmonth(commissioned_on))) / 372)) AS years,
  MAX(floor(1e0 * (753766 - ((year(commissioned_on) * 12 + month(commissioned_on)) * 31 + dayofmonth(commissioned_on))) / 31)) AS months,
  MIN(to_days(TIMESTAMP '2026-03-01 00:00:00') - to_days(commissioned_on)) AS days
FROM equipment
GROUP BY equipment_type
ORDER BY type IS NULL, type;

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
  1e0 * row_count / NULLIF(SUM(row_count) OVER (PARTITION BY line), 0) AS s
FROM stop_totals
ORDER BY line IS NULL, line, reason IS NULL, reason;

-- a comparison of two periods
WITH stop_totals AS (
  SELECT line.line_name AS line, SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  WHERE stop.started_at >= TIMESTAMP '2026-11-01 00:00:00'
    AND stop.started_at < TIMESTAMP '2026-12-01 00:00:00'
  GROUP BY line.line_name
),
stop_before AS (
  SELECT line.line_name AS line, SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  WHERE stop.started_at >= TIMESTAMP '2026-10-01 00:00:00'
    AND stop.started_at < TIMESTAMP '2026-11-01 00:00:00'
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
  1e0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 AS h,
  1e0 * COALESCE(stop_before.sum_duration_min, 0) / 60 AS h__before,
  1e0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - 1e0 * COALESCE(stop_before.sum_duration_min, 0) / 60 AS h__change,
  1e0 * (1e0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - 1e0 * COALESCE(stop_before.sum_duration_min, 0) / 60) / NULLIF(1e0 * COALESCE(stop_before.sum_duration_min, 0) / 60, 0) AS h__growth
FROM all_groups
LEFT JOIN stop_totals ON stop_totals.line <=> all_groups.line
LEFT JOIN stop_before ON stop_before.line <=> all_groups.line
ORDER BY h__change DESC, all_groups.line IS NULL, all_groups.line;

-- what rose from one period to the other
WITH stop_totals AS (
  SELECT line.line_name AS line, SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  WHERE stop.started_at >= TIMESTAMP '2026-11-01 00:00:00'
    AND stop.started_at < TIMESTAMP '2026-12-01 00:00:00'
  GROUP BY line.line_name
),
stop_before AS (
  SELECT line.line_name AS line, SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  WHERE stop.started_at >= TIMESTAMP '2026-10-01 00:00:00'
    AND stop.started_at < TIMESTAMP '2026-11-01 00:00:00'
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
  1e0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 AS h,
  1e0 * COALESCE(stop_before.sum_duration_min, 0) / 60 AS h__before,
  1e0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - 1e0 * COALESCE(stop_before.sum_duration_min, 0) / 60 AS h__change,
  1e0 * (1e0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - 1e0 * COALESCE(stop_before.sum_duration_min, 0) / 60) / NULLIF(1e0 * COALESCE(stop_before.sum_duration_min, 0) / 60, 0) AS h__growth
FROM all_groups
LEFT JOIN stop_totals ON stop_totals.line <=> all_groups.line
LEFT JOIN stop_before ON stop_before.line <=> all_groups.line
WHERE 1e0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - 1e0 * COALESCE(stop_before.sum_duration_min, 0) / 60 > 0
ORDER BY all_groups.line IS NULL, all_groups.line;

-- what grew by a tenth, of what is above the average of the groups
WITH stop_totals AS (
  SELECT line.line_name AS line, SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  WHERE stop.started_at >= TIMESTAMP '2026-11-01 00:00:00'
    AND stop.started_at < TIMESTAMP '2026-12-01 00:00:00'
  GROUP BY line.line_name
),
stop_before AS (
  SELECT line.line_name AS line, SUM(stop.duration_min) AS sum_duration_min
  FROM stop
  LEFT JOIN line ON line.line_id = stop.line_id
  WHERE stop.started_at >= TIMESTAMP '2026-10-01 00:00:00'
    AND stop.started_at < TIMESTAMP '2026-11-01 00:00:00'
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
    1e0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 AS h,
    1e0 * COALESCE(stop_before.sum_duration_min, 0) / 60 AS h__before,
    1e0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - 1e0 * COALESCE(stop_before.sum_duration_min, 0) / 60 AS h__change,
    1e0 * (1e0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - 1e0 * COALESCE(stop_before.sum_duration_min, 0) / 60) / NULLIF(1e0 * COALESCE(stop_before.sum_duration_min, 0) / 60, 0) AS h__growth,
    1e0 * (1e0 * COALESCE(stop_totals.sum_duration_min, 0) / 60 - 1e0 * COALESCE(stop_before.sum_duration_min, 0) / 60) / NULLIF(1e0 * COALESCE(stop_before.sum_duration_min, 0) / 60, 0) AS moved_1
  FROM all_groups
  LEFT JOIN stop_totals ON stop_totals.line <=> all_groups.line
  LEFT JOIN stop_before ON stop_before.line <=> all_groups.line
)
SELECT grouped.line, grouped.h, grouped.h__before, grouped.h__change, grouped.h__growth
FROM grouped
WHERE grouped.moved_1 > 0.1
  AND grouped.h > (
    SELECT AVG(h)
    FROM grouped
  )
ORDER BY grouped.line IS NULL, grouped.line;

-- a comparison of two periods by day
WITH stop_totals AS (
  SELECT date(stop.started_at) AS day, COUNT(*) AS n
  FROM stop
  WHERE stop.started_at >= TIMESTAMP '2026-11-01 00:00:00'
    AND stop.started_at < TIMESTAMP '2026-12-01 00:00:00'
  GROUP BY 1
),
stop_before AS (
  SELECT date(stop.started_at + INTERVAL 1 MONTH) AS day, COUNT(*) AS n
  FROM stop
  WHERE stop.started_at >= TIMESTAMP '2026-10-01 00:00:00'
    AND stop.started_at < TIMESTAMP '2026-11-01 00:00:00'
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
  1e0 * (COALESCE(stop_totals.n, 0) - COALESCE(stop_before.n, 0)) / NULLIF(COALESCE(stop_before.n, 0), 0) AS n__growth
FROM all_groups
LEFT JOIN stop_totals ON stop_totals.day <=> all_groups.day
LEFT JOIN stop_before ON stop_before.day <=> all_groups.day
ORDER BY all_groups.day IS NULL, all_groups.day;

-- a comparison of totals
WITH production_totals AS (
  SELECT
    SUM(production.scrap_qty) AS sum_scrap_qty,
    SUM(production.good_qty) AS sum_good_qty
  FROM production
  WHERE production.hour_start >= TIMESTAMP '2026-11-01 00:00:00'
    AND production.hour_start < TIMESTAMP '2026-12-01 00:00:00'
),
production_before AS (
  SELECT
    SUM(production.scrap_qty) AS sum_scrap_qty,
    SUM(production.good_qty) AS sum_good_qty
  FROM production
  WHERE production.hour_start >= TIMESTAMP '2026-10-01 00:00:00'
    AND production.hour_start < TIMESTAMP '2026-11-01 00:00:00'
)
SELECT
  1e0 * COALESCE(production_totals.sum_scrap_qty, 0) / NULLIF(COALESCE(production_totals.sum_good_qty, 0) + COALESCE(production_totals.sum_scrap_qty, 0), 0) AS r,
  1e0 * COALESCE(production_before.sum_scrap_qty, 0) / NULLIF(COALESCE(production_before.sum_good_qty, 0) + COALESCE(production_before.sum_scrap_qty, 0), 0) AS r__before,
  1e0 * COALESCE(production_totals.sum_scrap_qty, 0) / NULLIF(COALESCE(production_totals.sum_good_qty, 0) + COALESCE(production_totals.sum_scrap_qty, 0), 0) - 1e0 * COALESCE(production_before.sum_scrap_qty, 0) / NULLIF(COALESCE(production_before.sum_good_qty, 0) + COALESCE(production_before.sum_scrap_qty, 0), 0) AS r__change
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
ORDER BY grouped.line_name IS NULL, grouped.line_name, grouped.key_1 IS NULL, grouped.key_1;

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
ORDER BY grouped.line_name IS NULL, grouped.line_name, grouped.key_1 IS NULL, grouped.key_1;

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
ORDER BY grouped.line_name IS NULL, grouped.line_name, grouped.key_1 IS NULL, grouped.key_1;

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
ORDER BY line IS NULL, line, reason IS NULL, reason;

-- more than a nested query
SELECT line.line_name AS line, COUNT(*) AS n
FROM stop
LEFT JOIN line ON line.line_id = stop.line_id
GROUP BY line.line_name
HAVING COUNT(*) > (
  SELECT COUNT(CASE WHEN line_id = 'L1' THEN 1 END) AS w
  FROM work_order
)
ORDER BY line IS NULL, line;

-- the first of each group
WITH grouped AS (
  SELECT
    CAST(date_format(stop.started_at, '%Y-%m-01') AS DATE) AS month,
    stop_reason.reason_name AS reason,
    1e0 * SUM(CASE WHEN NOT stop.planned THEN stop.duration_min END) / 60 AS h
  FROM stop
  LEFT JOIN stop_reason ON stop_reason.reason_code = stop.reason_code
  GROUP BY 1, stop_reason.reason_name
),
numbered AS (
  SELECT
    grouped.month,
    grouped.reason,
    grouped.h,
    ROW_NUMBER() OVER (PARTITION BY grouped.month ORDER BY grouped.h DESC, grouped.month IS NULL, grouped.month, grouped.reason IS NULL, grouped.reason) AS row_position
  FROM grouped
)
SELECT month, reason, h
FROM numbered
WHERE row_position <= 1
ORDER BY month IS NULL, month, row_position;

-- an order by what is not shown
SELECT line.line_name AS line
FROM stop
LEFT JOIN line ON line.line_id = stop.line_id
GROUP BY line.line_name
ORDER BY COUNT(*) DESC, line IS NULL, line
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
ORDER BY tag IS NULL, tag;

-- rows that joins would multiply, counted
SELECT tag.tag_name AS tag, COUNT(DISTINCT work_order.order_no) AS n
FROM work_order
JOIN order_tag ON order_tag.order_no = work_order.order_no
LEFT JOIN tag ON tag.tag_id = order_tag.tag_id
GROUP BY tag.tag_name
ORDER BY tag IS NULL, tag;

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
  (to_seconds(stop.ended_at) - to_seconds(stop.started_at)) / 3600e0 AS hours,
  line.line_name
FROM stop
JOIN line ON line.line_id = stop.line_id
WHERE lower(line.line_name) LIKE '%line 1%'
ORDER BY stop.duration_min DESC, stop.stop_id IS NULL, stop.stop_id
LIMIT 2;

-- rows without named columns
SELECT line.line_id, line.line_name, line.area_id
FROM line
JOIN area ON area.area_id = line.area_id
WHERE area.area_name = 'Machining'
ORDER BY line.line_id IS NULL, line.line_id;

-- different values
SELECT DISTINCT shift
FROM stop
ORDER BY shift IS NULL, shift;

-- a text with wildcards and quotes
SELECT equipment_name
FROM equipment
WHERE lower(equipment_name) LIKE '%''big'''
  AND lower(equipment_name) NOT LIKE '%100!%!_\\%' ESCAPE '!'
ORDER BY equipment_id IS NULL, equipment_id;

-- shifts of the plant
SELECT
  CASE
    WHEN time(started_at) >= TIME '06:00:00' AND time(started_at) < TIME '14:00:00' THEN 'day'
    WHEN time(started_at) >= TIME '14:00:00' AND time(started_at) < TIME '22:00:00' THEN 'evening'
    WHEN time(started_at) >= TIME '22:00:00' OR time(started_at) < TIME '06:00:00' THEN 'night'
  END AS shift,
  COUNT(*) AS n
FROM stop
GROUP BY 1
ORDER BY shift IS NULL, shift;

-- parts of a time
SELECT weekday(started_at) + 1 AS weekday, hour(started_at) AS hour, COUNT(*) AS n
FROM stop
WHERE year(started_at) = 2026
GROUP BY 1, 2
ORDER BY weekday IS NULL, weekday, hour IS NULL, hour;

-- weeks, quarters and spread
WITH production_totals AS (
  SELECT ranked_values.quarter, ranked_values.week, AVG(ranked_values.value_1) AS med
  FROM (
    SELECT
      makedate(year(production.hour_start), 1) + INTERVAL (quarter(production.hour_start) - 1) QUARTER AS quarter,
      date(production.hour_start) - INTERVAL (weekday(production.hour_start)) DAY AS week,
      production.good_qty AS value_1,
      ROW_NUMBER() OVER (PARTITION BY makedate(year(production.hour_start), 1) + INTERVAL (quarter(production.hour_start) - 1) QUARTER, date(production.hour_start) - INTERVAL (weekday(production.hour_start)) DAY ORDER BY production.good_qty) AS row_no,
      COUNT(*) OVER (PARTITION BY makedate(year(production.hour_start), 1) + INTERVAL (quarter(production.hour_start) - 1) QUARTER, date(production.hour_start) - INTERVAL (weekday(production.hour_start)) DAY) AS row_total
    FROM production
    WHERE production.good_qty IS NOT NULL
  ) AS ranked_values
  WHERE ranked_values.row_no IN (floor((ranked_values.row_total + 1) / 2), floor((ranked_values.row_total + 2) / 2))
  GROUP BY ranked_values.quarter, ranked_values.week
),
production_totals_2 AS (
  SELECT
    makedate(year(production.hour_start), 1) + INTERVAL (quarter(production.hour_start) - 1) QUARTER AS quarter,
    date(production.hour_start) - INTERVAL (weekday(production.hour_start)) DAY AS week,
    STDDEV_SAMP(production.good_qty) AS sd,
    COUNT(DISTINCT production.shift) AS kinds
  FROM production
  GROUP BY 1, 2
),
all_groups AS (
  SELECT quarter, week
  FROM production_totals
  UNION
  SELECT quarter, week
  FROM production_totals_2
)
SELECT
  all_groups.quarter,
  all_groups.week,
  production_totals.med,
  production_totals_2.sd,
  COALESCE(production_totals_2.kinds, 0) AS kinds
FROM all_groups
LEFT JOIN production_totals ON production_totals.quarter <=> all_groups.quarter AND production_totals.week <=> all_groups.week
LEFT JOIN production_totals_2 ON production_totals_2.quarter <=> all_groups.quarter AND production_totals_2.week <=> all_groups.week
ORDER BY all_groups.quarter IS NULL, all_groups.quarter, all_groups.week IS NULL, all_groups.week;

-- bins of a measure
SELECT floor(1e0 * duration_min / 30) * 30 AS minutes, COUNT(*) AS n
FROM stop
GROUP BY 1
ORDER BY minutes IS NULL, minutes;

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
ORDER BY line_name;

-- one set without another
SELECT line_id
FROM line
EXCEPT
SELECT line_id
FROM stop
ORDER BY line_id;

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
ORDER BY equipment.equipment_id IS NULL, equipment.equipment_id;

-- among the first of a query
SELECT SUM(production.good_qty) AS output
FROM production
WHERE production.line_id IN (
  SELECT listed.line_id
  FROM (
    SELECT DISTINCT line_id
    FROM stop
    ORDER BY line_id IS NULL, line_id
    LIMIT 2
  ) AS listed
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
  AND stop.started_at < TIMESTAMP '2026-11-01 00:00:00'
ORDER BY stop.stop_id IS NULL, stop.stop_id;

-- numbers within texts
SELECT
  line.line_name,
  regexp_substr(replace(line.line_name, ',', ''), '-?[0-9]+([.][0-9]+)?') + 0e0 AS number,
  regexp_substr(replace(area.area_name, ',', ''), '-?[0-9]+([.][0-9]+)?') + 0e0 AS none
FROM line
LEFT JOIN area ON area.area_id = line.area_id
ORDER BY line.line_id IS NULL, line.line_id;

-- yes or no
SELECT
  COUNT(CASE WHEN NOT planned THEN 1 END) > COUNT(CASE WHEN planned THEN 1 END) AS answer,
  COUNT(CASE WHEN shift = 'none' THEN 1 END) > 0 AS `any`
FROM stop;

-- the most rows in a row
SELECT MAX(run_of_row_1) AS run
FROM (
  SELECT
    *,
    position_of_row - COALESCE(MAX(CASE WHEN lower(tag.tag_name) LIKE '%in%' THEN NULL ELSE position_of_row END) OVER (ORDER BY position_of_row), 0) AS run_of_row_1
  FROM (
    SELECT *, ROW_NUMBER() OVER () AS position_of_row
    FROM tag
  ) AS tag
) AS tag;

-- days on which a rate was high
WITH `groups` AS (
  SELECT
    line.line_name AS line,
    date(production.hour_start) AS group_key,
    1e0 * SUM(production.scrap_qty) / NULLIF(SUM(production.good_qty) + SUM(production.scrap_qty), 0) AS group_value
  FROM production
  LEFT JOIN line ON line.line_id = production.line_id
  WHERE production.hour_start >= TIMESTAMP '2026-10-01 00:00:00'
    AND production.hour_start < TIMESTAMP '2026-11-01 00:00:00'
  GROUP BY line.line_name, 2
)
SELECT line, COUNT(CASE WHEN group_value > 0.02 THEN 1 END) AS days
FROM `groups`
GROUP BY line
ORDER BY days DESC, line IS NULL, line;

-- days above the average day of each line
WITH `groups` AS (
  SELECT
    line.line_name AS line,
    date(production.hour_start) AS group_key,
    SUM(production.good_qty) AS group_value
  FROM production
  LEFT JOIN line ON line.line_id = production.line_id
  WHERE production.hour_start >= TIMESTAMP '2026-10-01 00:00:00'
    AND production.hour_start < TIMESTAMP '2026-11-01 00:00:00'
  GROUP BY line.line_name, 2
)
SELECT line, COUNT(CASE WHEN group_value > group_mean * 1.2 THEN 1 END) AS days
FROM (
  SELECT line, group_value, AVG(group_value) OVER (PARTITION BY line) AS group_mean
  FROM `groups`
) AS `groups`
GROUP BY line
ORDER BY line IS NULL, line;

-- the highest and lowest of groups, with a limit for each
WITH `groups` AS (
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
    `groups`.line,
    `groups`.shift,
    MAX(`groups`.group_value) AS most,
    ROW_NUMBER() OVER (PARTITION BY `groups`.line ORDER BY MAX(`groups`.group_value) DESC, `groups`.line IS NULL, `groups`.line, `groups`.shift IS NULL, `groups`.shift) AS row_position
  FROM `groups`
  GROUP BY `groups`.line, `groups`.shift
  HAVING MAX(`groups`.group_value) >= 1
)
SELECT line, shift, most
FROM numbered
WHERE row_position <= 1
ORDER BY line IS NULL, line, row_position;

-- the average of daily totals
WITH `groups` AS (
  SELECT date(hour_start) AS group_key, SUM(good_qty) AS group_value
  FROM production
  GROUP BY 1
)
SELECT AVG(group_value) AS daily
FROM `groups`;

-- nothing but groups
SELECT equipment_type AS type
FROM equipment
GROUP BY equipment_type
ORDER BY type IS NULL, type;
