/**
 * Words that at least one of the four dialects does not take as a plain name (PostgreSQL 18 appendix C, MySQL 8.4
 * section 11.3, SQLite's keyword list, DuckDB's `duckdb_keywords()`). A name among them is quoted everywhere.
 */
export const reservedWords: ReadonlySet<string> = new Set(
  `accessible add all alter analyse analyze and anti any array as asc asof asensitive asymmetric attach
  authorization before between bigint binary blob both by call cascade case cast change char character check
  collate collation column columns concurrently connection constraint continue convert create cross
  cube cume_dist current current_catalog current_date current_role current_schema current_time current_timestamp
  current_user cursor database databases day_hour day_microsecond day_minute day_second dec decimal declare
  default deferrable delayed delete dense_rank desc describe deterministic detach distinct distinctrow div do double
  drop dual each else elseif empty enclosed end escape escaped except exists exit explain extract false fetch
  filter first_value float float4 float8 for force foreign freeze from full fulltext function generated get glob grant
  group grouping groups having high_priority hour_microsecond hour_minute hour_second if ignore ilike in index
  indexed infile initially inner inout insensitive insert install int int1 int2 int3 int4 int8 integer
  intersect interval into is isnull iterate join json_table keys kill lag lambda last_value lateral lead leading
  leave left like limit linear lines load localtime localtimestamp lock long longblob longtext loop low_priority map
  match maxvalue mediumblob mediumint mediumtext middleint minute_microsecond minute_second mod modifies 
  natural no not notnull nothing nth_value ntile null numeric of offset on only optimize option optionally or order
  out outer outfile over overlaps partition percent_rank pivot placing position pragma precision primary
  procedure purge qualify range rank read reads real recursive references regexp repeat
  replace require resignal restrict return returning revoke right rlike row row_number rows savepoint schema
  schemas second_microsecond select semi sensitive separator session_user set show signal similar smallint
  some spatial specific sql sqlexception sqlstate sqlwarning ssl starting stored straight_join struct summarize
  symmetric table tablesample terminated then ties tinyblob tinyint
  tinytext to top trailing transaction trigger true truncate try_cast undo union unique unlock unpivot unsigned
  update use user using utc_date utc_time utc_timestamp vacuum values varbinary varchar varcharacter variadic
  varying virtual when where while window with within without write xor year_month zerofill`
    .split(/\s+/)
    .filter(word => word !== ''),
)
