-- Which process runs an account's desk. The holder also holds an advisory lock on a connection of
-- its own; the row says since when, and whether it is alive.

create table desk_lease (
  account         text primary key,
  holder          text not null,
  epoch           bigint not null check (epoch > 0),
  beat            bigint not null default 0,
  backend_pid     integer not null,
  taken_at        timestamptz not null default clock_timestamp(),
  heartbeat_at    timestamptz not null default clock_timestamp()
);
comment on table desk_lease is
  'The process that runs an account''s desk, or ran it last; only it stores orders that open';
comment on column desk_lease.holder is 'Host, process id and start of the process, for people';
comment on column desk_lease.epoch is 'Counts the holders; opening orders are stored only under the latest';
comment on column desk_lease.beat is
  'Grows every second while the holder lives; others time it with their own clocks, never by the '
  'times in this row';
comment on column desk_lease.heartbeat_at is 'For people';

