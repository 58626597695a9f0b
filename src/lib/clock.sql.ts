export const DATABASE_NOW = {
  name: 'database-now',
  text: 'select clock_timestamp() as now',
};
