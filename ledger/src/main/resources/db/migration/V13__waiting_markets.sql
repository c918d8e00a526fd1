-- A trade that waits for its market has given its account's lock back, and goes on without it.
drop index execution_unsettled;
create index execution_unsettled on execution (account)
  where state in ('RESIDUAL', 'WAITING_MARKET', 'HEDGING', 'UNWINDING');
