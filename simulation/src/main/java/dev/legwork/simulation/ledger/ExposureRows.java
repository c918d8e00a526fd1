package dev.legwork.simulation.ledger;

import dev.legwork.exposure.ExposureLedger;
import dev.legwork.exposure.HeldTrade;
import dev.legwork.saga.Alert;
import java.util.List;
import java.util.Optional;

/** One account's trades and alerts, for the watch over what they hold. */
public final class ExposureRows implements ExposureLedger {
  private final TradeLedger ledger;
  private final String account;

  public ExposureRows(TradeLedger ledger, String account) {
    this.ledger = ledger;
    this.account = account;
  }

  @Override
  public List<String> unfinished() {
    return ledger.trades().stream()
        .filter(trade -> trade.request().account().equals(account) && trade.ending() == null)
        .map(StoredTrade::id)
        .toList();
  }

  @Override
  public Optional<HeldTrade> trade(String id) {
    return ledger
        .trade(id)
        .map(trade -> new HeldTrade(trade.state(), trade.book(), trade.lastFill()));
  }

  @Override
  public List<String> alerted(String code) {
    return ledger.alerts().stream()
        .filter(alert -> alert.account().equals(account) && alert.code().equals(code))
        .map(alert -> alert.executionId())
        .toList();
  }

  @Override
  public void open(String id, Alert alert) {
    ledger.alert(id, alert);
  }

  @Override
  public void close(String id, String code) {
    ledger.close(id, code);
  }
}
