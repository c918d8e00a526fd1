package dev.legwork.ledger.intent;

import dev.legwork.guard.GuardLimits;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.quote.Quote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Orders of one trade that are to be written together.
 *
 * @param clientId that the desk is connected with
 * @param orderIdFloor the highest order id that the venue has already seen (its {@code nextValidId}
 *     less one); ids are given out above it and above all that were given out before
 * @param fencingToken of the lock the trade holds; a wave that opens needs one
 * @param sessionEpoch of the session that is to write it; refused once there is a later one
 * @param brokerDay the venue's trading day
 * @param expectedPrices USD per share by leg name: what each leg could be traded at when the wave
 *     was decided; for the report, not for the order
 * @param leaseEpoch of the account's desk lease that the storing process holds; 0: it holds none,
 *     and shares the account with nobody
 * @param limits that a wave which opens must keep to
 * @param following orders that later waves are to place: judged with this one, and not stored
 * @param quotes by leg name: what it was decided on; for the report as well
 */
public record Wave(
    String account,
    int clientId,
    int orderIdFloor,
    String executionId,
    List<OrderIntent> intents,
    OptionalLong fencingToken,
    long sessionEpoch,
    LocalDate brokerDay,
    Map<String, BigDecimal> expectedPrices,
    long leaseEpoch,
    GuardLimits limits,
    List<OrderIntent> following,
    Map<String, Quote> quotes) {

  public Wave {
    Objects.requireNonNull(limits, "limits");
    quotes = Map.copyOf(quotes);
    expectedPrices = Map.copyOf(expectedPrices);
    intents = List.copyOf(intents);
    following = List.copyOf(following);
    if (intents.isEmpty()) {
      throw new IllegalArgumentException(executionId + ": a wave has orders");
    }
    if (new HashSet<>(intents.stream().map(OrderIntent::ref).toList()).size() != intents.size()) {
      throw new IllegalArgumentException(executionId + ": an order is twice in " + intents);
    }
    for (OrderIntent intent : intents) {
      if (!intent.ref().executionId().equals(executionId) || !intent.account().equals(account)) {
        throw new IllegalArgumentException(
            "%s is not of execution %s on %s".formatted(intent.ref(), executionId, account));
      }
    }
    if (opens(intents) && fencingToken.isEmpty()) {
      throw new IllegalArgumentException(executionId + ": a wave that opens needs a token");
    }
  }

  /** A wave whose prices nobody expected. */
  public Wave(
      String account,
      int clientId,
      int orderIdFloor,
      String executionId,
      List<OrderIntent> intents,
      OptionalLong fencingToken,
      long sessionEpoch,
      LocalDate brokerDay) {
    this(
        account,
        clientId,
        orderIdFloor,
        executionId,
        intents,
        fencingToken,
        sessionEpoch,
        brokerDay,
        Map.of());
  }

  /** A wave of a process that shares the account with nobody. */
  public Wave(
      String account,
      int clientId,
      int orderIdFloor,
      String executionId,
      List<OrderIntent> intents,
      OptionalLong fencingToken,
      long sessionEpoch,
      LocalDate brokerDay,
      Map<String, BigDecimal> expectedPrices) {
    this(
        account,
        clientId,
        orderIdFloor,
        executionId,
        intents,
        fencingToken,
        sessionEpoch,
        brokerDay,
        expectedPrices,
        0);
  }

  /** A wave that no limit is set to. */
  public Wave(
      String account,
      int clientId,
      int orderIdFloor,
      String executionId,
      List<OrderIntent> intents,
      OptionalLong fencingToken,
      long sessionEpoch,
      LocalDate brokerDay,
      Map<String, BigDecimal> expectedPrices,
      long leaseEpoch) {
    this(
        account,
        clientId,
        orderIdFloor,
        executionId,
        intents,
        fencingToken,
        sessionEpoch,
        brokerDay,
        expectedPrices,
        leaseEpoch,
        GuardLimits.NONE,
        List.of(),
        Map.of());
  }

  /** The same wave under these limits. */
  public Wave with(GuardLimits newLimits) {
    return new Wave(
        account,
        clientId,
        orderIdFloor,
        executionId,
        intents,
        fencingToken,
        sessionEpoch,
        brokerDay,
        expectedPrices,
        leaseEpoch,
        newLimits,
        following,
        quotes);
  }

  /** Whether some order of it opens a position, so that the whole wave is under the fence. */
  public boolean opens() {
    return opens(intents);
  }

  public List<OrderRef> refs() {
    return intents.stream().map(OrderIntent::ref).toList();
  }

  private static boolean opens(List<OrderIntent> intents) {
    return intents.stream().anyMatch(intent -> intent.ref().purpose().opens());
  }
}
