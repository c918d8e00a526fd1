-- A leg is left by one order at a time, or by one a child.

create unique index order_intent_one_exit
  on order_intent (execution_id, leg, (coalesce(child, 1)))
  where verdict is null and turned_up_at is null and purpose in ('UNWIND', 'STOP');
comment on index order_intent_one_exit is
  'What follows a stop needs the stop''s proof, and the other way round; whoever stores it looks for '
  'that of all siblings';
