/** Nobody counts further: what a list holds beyond would take longer to count than to read. Stands alone, so that a page that needs it loads no schema. */
export const COUNT_MOST = 1000;
