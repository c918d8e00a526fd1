package dev.legwork.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.legwork.ledger.TestLedger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class AuditLogTest {
  private final AuditLog audit = TestLedger.ledger().audit();
  private final String target = "lock/" + TestLedger.account();

  @Test
  void tellsWhoDidWhatAndWhyNewestFirst() {
    audit.record("ann", "FORCE_RELEASE", target, "holder is gone");
    audit.record("bob", "KILL_SWITCH", target, "fat finger");

    assertThat(audit.of(target, 10))
        .extracting(AuditEntry::operator, AuditEntry::action, AuditEntry::reason)
        .containsExactly(
            tuple("bob", "KILL_SWITCH", "fat finger"),
            tuple("ann", "FORCE_RELEASE", "holder is gone"));
    assertThat(audit.of(target, 1)).hasSize(1);
  }

  @Test
  void takesNoEntryWithoutAReason() {
    assertThatThrownBy(() -> audit.record("ann", "FORCE_RELEASE", target, ""))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(audit.of(target, 10)).isEmpty();
  }
}
