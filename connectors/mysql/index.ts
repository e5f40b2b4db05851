/** MySQL and MariaDB servers, read where they are. */
export { mysqlConnector } from './connect.ts'
export type { MysqlSettings } from './connect.ts'
