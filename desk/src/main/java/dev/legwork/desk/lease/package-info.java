/**
 * Who may run an account's desk. {@link dev.legwork.desk.lease.LeaseSeeker} is the rules, without a
 * thread and without a database: it is stepped, told the time, and asks through a port ({@link
 * dev.legwork.desk.lease.LeaseTable}), so that a worker and a simulation are held by the same ones.
 */
package dev.legwork.desk.lease;
