package dev.legwork.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.order.Purpose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;

/** The last line of defence holds against whoever goes past the stores. */
class SchemaTest {
  private final String account = TestLedger.account();
  private final String id = Trades.registered(account);

  @BeforeEach
  void placeTheEntry() {
    TestLedger.ledger().intents().storeWave(Trades.entry(id, account, 3));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          set order_id = 2                            | order_intent_order_id_once
          set quantity = 0                            | order_intent_quantity_check
          set quantity = 1.5                          | order_intent_quantity_check
          set limit_price = 0                         | order_intent_limit_price_check
          set fencing_token = null                    | order_intent_opening_is_fenced
          set written = 'MAYBE'                       | order_intent_written_check
          set immediate = true                        | order_intent_immediate_has_no_other_end
          set child = 0                               | order_intent_child_of_an_attempt
          set child = 2                               | order_intent_child_of_an_attempt
          set chosen = '{"mode": "AUTO", "why": ""}'  | order_intent_chosen_is_a_mode
          set leg = 'put'                             | order_intent_attempt_once
          set leg = 'put', attempt = 2                | order_intent_successor_after_proof
          set execution_id = 'nobody'                 | order_intent_execution_id_fkey
          set verdict = 'LIVE', verdict_at = now()    | order_intent_verdict_check
          """)
  void refusesAnOrderThat(String change, String constraint) {
    refuses(
        "update order_intent " + change + " where order_ref = :key",
        Trades.ref(id, "stock", Purpose.ENTRY, 1).toString(),
        constraint);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          set state = 'COMMITTED'                                  | execution_finished_means_ending
          set finished_at = now()                                  | execution_finished_means_ending
          set state = 'RESIDUAL', finished_at = now()              | execution_residual_is_named
          set residual = '[1]'                                     | execution_residual_is_named
          set state = 'DONE'                                       | execution_state_check
          set quantity = 0                                         | execution_quantity_check
          """)
  void refusesATradeThat(String change, String constraint) {
    refuses("update execution " + change + " where id = :key", id, constraint);
  }

  private void refuses(String statement, String key, String constraint) {
    assertThatThrownBy(
            () -> TestLedger.database().others().sql(statement).param("key", key).update())
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining(constraint);
  }
}
