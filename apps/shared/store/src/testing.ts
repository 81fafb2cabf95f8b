export { type Cluster, type ClusterOptions, startCluster } from './testing/cluster.ts';
export { forEachDatabase, type OpenDatabase } from './testing/for-each-database.ts';
