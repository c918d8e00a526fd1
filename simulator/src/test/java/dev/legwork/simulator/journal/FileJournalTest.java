package dev.legwork.simulator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.simulator.gateway.VenueHarness;
import dev.legwork.simulator.orders.ComboLeg;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.OrderTerms;
import dev.legwork.simulator.orders.OrderType;
import dev.legwork.simulator.orders.Product;
import dev.legwork.simulator.orders.Reception;
import dev.legwork.simulator.orders.Side;
import dev.legwork.simulator.orders.TimeInForce;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
  private static final Instant AT = Instant.parse("2026-11-23T15:00:00.123456789Z");
  private static final List<JournalEntry> FIRST =
      List.of(
          new JournalEntry.Opened(7, "script", AT, AT),
          new JournalEntry.Listed(VenueHarness.CALL),
          new JournalEntry.IdUsed(1, 41),
          new JournalEntry.Deposited("DU1000001", new BigDecimal("250000.00")));
  private static final List<JournalEntry> SECOND =
      List.of(
          new JournalEntry.OrderChanged(combo()),
          new JournalEntry.IdsRewound(1, 3),
          new JournalEntry.AllCancelled(
              1, List.of(new JournalEntry.AllCancelled.Named(99, 1_001, 12L))));

  @TempDir private Path folder;

  @Test
  void readsWhatWasWritten() throws IOException {
    try (FileJournal journal = open(false)) {
      journal.append(FIRST);
      journal.append(SECOND);
    }
    try (FileJournal journal = open(false)) {
      assertThat(journal.read()).containsExactly(FIRST, SECOND);
    }
  }

  @Test
  void cutsOffATransactionThatWasTornAndGoesOnAfterIt() throws IOException {
    try (FileJournal journal = open(false)) {
      journal.append(FIRST);
    }
    Files.writeString(file(), "[{\"entry\":\"idUsed\",\"cli", StandardOpenOption.APPEND);

    try (FileJournal journal = open(false)) {
      assertThat(journal.read()).containsExactly(FIRST);
      journal.append(SECOND);
    }
    try (FileJournal journal = open(false)) {
      assertThat(journal.read()).containsExactly(FIRST, SECOND);
    }
  }

  @Test
  void refusesAJournalThatIsDamagedInTheMiddle() throws IOException {
    Files.writeString(file(), "[{\"entry\":\"idUsed\",\n[]\n");

    try (FileJournal journal = open(false)) {
      assertThatThrownBy(journal::read).hasStackTraceContaining("line 1 of the journal");
    }
  }

  @Test
  void forgetsWhenToldTo() throws IOException {
    try (FileJournal journal = open(false)) {
      journal.append(FIRST);
    }
    try (FileJournal journal = open(true)) {
      assertThat(journal.read()).isEmpty();
    }
  }

  @Test
  void belongsToOneGatewayAtATime() throws IOException {
    try (FileJournal journal = open(false)) {
      assertThatThrownBy(() -> open(false)).hasMessageContaining("in use");
      journal.append(FIRST);
    }
  }

  private Path file() {
    return folder.resolve("journal.jsonl");
  }

  private FileJournal open(boolean fresh) throws IOException {
    return FileJournal.open(file(), fresh);
  }

  private static Order combo() {
    var product =
        new Product.Combo(
            "TWX",
            List.of(
                new ComboLeg(VenueHarness.TWX, Side.BUY, 100),
                new ComboLeg(VenueHarness.CALL, Side.SELL, 1)));
    var terms =
        new OrderTerms(
            "DU1000001",
            product,
            Side.BUY,
            3,
            OrderType.LIMIT,
            new BigDecimal("68.50"),
            null,
            TimeInForce.GTD,
            AT.plusSeconds(45),
            "lw1|x|combo|E1");
    return Order.accepted(1, 700_001, 1, 41, terms, AT, new Reception(5, 6))
        .executed(2, new BigDecimal("68.49"), AT);
  }
}
