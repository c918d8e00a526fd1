-- A client id is one fence against two writers only within one gateway: each gateway has client ids
-- of its own.

alter table desk_lease add column gateway text;
comment on column desk_lease.gateway is
  'The gateway that the holder uses; null once it has closed its session in good order. A process '
  'with another gateway does not serve the account';
