import { type Migration, sql } from '@openxs2a/store';

export const KPI_MIGRATION: Migration = {
  id: '2026-11-27-interface-kpi',
  statements: [
    // sums of one day in the bank's time zone; `milliseconds` of all requests together
    sql`CREATE TABLE kpi_service_day (
      day TEXT NOT NULL,
      service TEXT NOT NULL,
      requests BIGINT NOT NULL,
      faults BIGINT NOT NULL,
      milliseconds DOUBLE PRECISION NOT NULL,
      PRIMARY KEY (day, service)
    )`,
    // quarters of an hour since 1970, each with a bit for every minute in which a node served
    sql`CREATE TABLE kpi_uptime (quarter BIGINT PRIMARY KEY, minutes BIGINT NOT NULL)`,
  ],
};
