import type { SqlDialect } from '@millwright/spec'

// Default-deny: a function is allowed when it only computes from its arguments, in time and memory that grow with
// them, and says nothing about the server. Left out on purpose: anything that reads files, sleeps, sleeps by
// repeating, makes rows or long texts from a number, or is random.

const words = (text: string): readonly string[] => text.split(/\s+/).filter(w => w !== '')

const everywhere = words(`
  count sum avg min max stddev stddev_samp stddev_pop variance var_samp var_pop
  row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
  abs ceil ceiling floor round sign sqrt power pow exp ln log log10 log2 mod pi degrees radians
  sin cos tan asin acos atan atan2 coalesce nullif lower upper length trim ltrim rtrim substr substring replace
  concat concat_ws`)

const ofDialect: Readonly<Record<SqlDialect, readonly string[]>> = {
  duckdb: words(`
    median mode quantile quantile_cont quantile_disc percentile_cont percentile_disc corr covar_pop covar_samp
    regr_slope regr_intercept regr_r2 regr_count skewness kurtosis mad entropy arg_max arg_min max_by min_by
    any_value first last bool_and bool_or string_agg group_concat listagg approx_count_distinct approx_quantile
    count_if countif product fsum favg
    date_trunc date_part date_diff datediff date_sub datesub date_add time_bucket year month day hour minute second
    quarter week weekofyear dayofweek isodow dayofyear dayname monthname epoch make_date make_timestamp strftime
    strptime try_strptime today now last_day to_days to_hours to_minutes to_seconds to_months to_years age
    ifnull if iif greatest least left right lpad rpad reverse instr strpos position contains starts_with ends_with
    prefix suffix regexp_matches regexp_replace regexp_extract regexp_full_match split_part strip_accents
    levenshtein jaro_winkler_similarity trunc isnan isinf isfinite cbrt gcd lcm json_extract json_extract_string
    typeof len char_length`),
  sqlite: words(`
    total group_concat string_agg median percentile percentile_cont percentile_disc
    date time datetime julianday unixepoch strftime timediff
    ifnull iif if instr trunc typeof json_extract`),
  postgres: words(`
    percentile_cont percentile_disc mode corr covar_pop covar_samp regr_slope regr_intercept regr_r2 regr_count
    bool_and bool_or every string_agg any_value
    date_trunc date_part date_bin age make_date make_timestamp make_interval to_char to_date to_timestamp to_number
    now justify_hours justify_days isfinite greatest least left right lpad rpad reverse split_part strpos btrim
    initcap char_length regexp_replace regexp_count regexp_substr starts_with width_bucket trunc div cbrt
    json_extract_path_text jsonb_extract_path_text`),
  mysql: words(`
    std group_concat any_value bit_length
    date time year month day dayofmonth dayofweek dayofyear dayname monthname weekday week weekofyear yearweek quarter
    hour minute second date_format date_add date_sub adddate subdate datediff timediff timestampdiff timestampadd
    timestamp str_to_date makedate maketime last_day to_days from_days to_seconds time_to_sec sec_to_time
    from_unixtime unix_timestamp now curdate curtime
    if ifnull greatest least left right lpad rpad reverse instr locate substring_index char_length character_length
    lcase ucase format truncate find_in_set field strcmp regexp_replace regexp_substr regexp_like json_extract
    json_unquote json_value`),
}

const allowed = new Map<SqlDialect, ReadonlySet<string>>(
  (['duckdb', 'sqlite', 'postgres', 'mysql'] as const).map(d => [
    d,
    new Set([...everywhere, ...ofDialect[d]]),
  ]),
)

/** Whether a query in `dialect` may call the function; `name` in lower case. */
export const isAllowedFunction = (name: string, dialect: SqlDialect): boolean =>
  allowed.get(dialect)?.has(name) ?? false

/** The functions a query in `dialect` may call, sorted. */
export const allowedFunctions = (dialect: SqlDialect): readonly string[] =>
  [...(allowed.get(dialect) ?? [])].toSorted()

/** Functions whose named argument (0-based) is a length: only a small number as it stands. */
export const lengthArguments: Readonly<Record<string, number>> = { lpad: 1, rpad: 1 }
export const longestPadding = 1000

/** Functions that can make a text longer than their arguments together; nested, the growth multiplies. */
export const growingFunctions: ReadonlySet<string> = new Set(['replace', 'regexp_replace', 'lpad', 'rpad'])
export const deepestGrowth = 4

const types = new Set(
  words(`int integer bigint smallint tinyint hugeint int2 int4 int8 decimal numeric float float4 float8 real double
    text varchar char string date time timestamp datetime boolean bool signed unsigned interval`).concat(
    'double precision',
  ),
)

/** Whether a value may be cast to the type; `name` in lower case. */
export const isAllowedType = (name: string): boolean => types.has(name)

const parts = new Set(
  words(`year quarter month week day hour minute second dow isodow doy isoyear epoch dayofweek dayofyear weekday
    decade century microsecond microseconds millisecond milliseconds`),
)

/** Whether EXTRACT may take the part; `name` in lower case. */
export const isAllowedPart = (name: string): boolean => parts.has(name)
