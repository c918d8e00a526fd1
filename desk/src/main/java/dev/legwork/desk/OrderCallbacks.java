package dev.legwork.desk;

import dev.legwork.desk.mapping.ErrorMeaning;
import dev.legwork.desk.mapping.Orders;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderStatus;
import dev.legwork.saga.Alert;
import dev.legwork.tws.message.ServerMessage.CommissionReport;
import dev.legwork.tws.message.ServerMessage.CompletedOrder;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import dev.legwork.tws.message.ServerMessage.ExecDetails;
import dev.legwork.tws.message.ServerMessage.OpenOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns callbacks about orders into events of our orders. An order is known by its reference, then
 * by permId; an order id counts only within our own client id. What cannot be joined yet is kept.
 */
final class OrderCallbacks {
  private static final Logger LOG = LoggerFactory.getLogger(OrderCallbacks.class);
  private static final int KEPT = 10_000;
  private static final BigDecimal FEE_PENDING = BigDecimal.ONE.negate();
  private static final BigDecimal ABSURD = new BigDecimal("1E300");

  private final DeskSettings settings;
  private final DeskClock clock;
  private final OrderRegister register;
  private final OrderLoader loader;
  private final Inbox inbox;
  private final LateFees lateFees;
  private final Alarms alarms;
  private final ForeignActivity foreign = new ForeignActivity();
  private final Map<Long, List<ExecDetails>> earlyExecutions = Bounded.map(KEPT);

  OrderCallbacks(
      DeskSettings settings,
      DeskClock clock,
      OrderRegister register,
      OrderLoader loader,
      Inbox inbox,
      LateFees lateFees,
      Alarms alarms) {
    this.settings = settings;
    this.clock = clock;
    this.register = register;
    this.loader = loader;
    this.inbox = inbox;
    this.lateFees = lateFees;
    this.alarms = alarms;
  }

  void on(OpenOrder row) {
    if (row.order().whatIf()) {
      return;
    }
    if (isOtherAccount(row.order().account())) {
      return;
    }
    join(
        row.order().orderRef(),
        row.clientId(),
        row.orderId(),
        row.permId(),
        "order " + row.permId() + "/" + row.clientId() + "/" + row.orderId(),
        row,
        order -> opened(order, row));
  }

  private void opened(TrackedOrder order, OpenOrder row) {
    status(order, row.state().status(), order.lastFilled(row.permId()), row.permId());
    if (!row.state().warningText().isBlank()) {
      inbox.receive(order, new OrderEvent.Noticed(order.ref(), 0, row.state().warningText()));
    }
  }

  void on(dev.legwork.tws.message.ServerMessage.OrderStatus row) {
    Optional<TrackedOrder> order =
        row.clientId() == settings.clientId()
            ? register.byOrderId(row.orderId()).or(() -> register.byPermId(row.permId()))
            : register.byPermId(row.permId());
    order.ifPresentOrElse(
        ours -> status(ours, row.status(), row.filled(), row.permId()),
        () -> foreign.saw("status of order " + row.permId() + "/" + row.orderId(), row));
  }

  void on(CompletedOrder row) {
    if (isOtherAccount(row.order().account())) {
      return;
    }
    BigDecimal filled = row.filledQuantity() == null ? BigDecimal.ZERO : row.filledQuantity();
    join(
        row.order().orderRef(),
        -1,
        0,
        row.permId(),
        "order " + row.permId(),
        row,
        order ->
            status(
                order,
                ended(row.status()),
                filled.max(order.lastFilled(row.permId())),
                row.permId()));
  }

  /**
   * What is listed as completed has ended, whatever it is called there: an order that was refused
   * while nobody listened is an Inactive one. Inactive orders that may revive are open ones.
   */
  private static String ended(String status) {
    return Orders.status(status).filter(OrderStatus::isTerminal).isPresent() ? status : "Cancelled";
  }

  private void status(TrackedOrder order, String text, BigDecimal filled, long permId) {
    long told = permId == 0 ? nameOf(order) : permId;
    Optional<OrderStatus> status = Orders.status(text);
    if (status.isEmpty()) {
      inbox.receive(order, new OrderEvent.Noticed(order.ref(), 0, "unknown status " + text));
    } else {
      // A filled order is filled whole, whatever the row counts: a floor for its executions.
      BigDecimal floor =
          status.get() == OrderStatus.FILLED
              ? filled.max(order.placed.intent().quantity())
              : filled;
      inbox.receive(order, new OrderEvent.StatusReported(order.ref(), status.get(), floor, told));
    }
    learned(order);
  }

  /** The permId, where there is only one to mean. */
  private static long nameOf(TrackedOrder order) {
    return order.isSeveral() ? 0 : order.permId();
  }

  private void learned(TrackedOrder order) {
    if (order.permId() != 0 && register.byPermId(order.permId()).isEmpty()) {
      register.index(order);
      List<ExecDetails> early = earlyExecutions.remove(order.permId());
      if (early != null) {
        early.forEach(row -> executed(order, row));
      }
    }
    if (order.isSeveral()) {
      alarms.raise(
          order.ref().executionId(),
          Alert.Severity.CRITICAL,
          Alarms.TWO_INCARNATIONS,
          """
          %s works more than once at the broker, under permIds %s. A cancel is repeated until all of \
          them have ended, and what they execute is counted together. Look at each in TWS.\
          """
              .formatted(order.ref(), order.permIds()));
    }
  }

  void on(ExecDetails row) {
    if (isOtherAccount(row.account())) {
      return;
    }
    boolean nameless = row.orderRef().isBlank();
    if (nameless && !isKnownHere(row) && row.permId() != 0) {
      earlyExecutions.computeIfAbsent(row.permId(), p -> new ArrayList<>()).add(row);
      return;
    }
    join(
        row.orderRef(),
        row.clientId(),
        row.orderId(),
        row.permId(),
        "execution " + row.execId(),
        row,
        order -> executed(order, row));
  }

  private boolean isKnownHere(ExecDetails row) {
    return register.byPermId(row.permId()).isPresent()
        || (row.clientId() == settings.clientId() && register.byOrderId(row.orderId()).isPresent());
  }

  private void executed(TrackedOrder order, ExecDetails row) {
    if (!row.contract().isBag()) {
      counted(order, row);
    } else if (order.placed.intent().isCombo()) {
      summedUp(order, row);
    }
  }

  /** The summary row of a combo: its legs have rows of their own, and only those are counted. */
  private void summedUp(TrackedOrder order, ExecDetails row) {
    BigDecimal cumulative = row.cumQty() == null ? row.shares() : row.cumQty();
    inbox.receive(
        order,
        new OrderEvent.ComboTraded(
            order.ref(), row.execId(), row.shares(), row.price(), cumulative, row.permId()));
    learned(order);
  }

  private void counted(TrackedOrder order, ExecDetails row) {
    Fill fill = Orders.fill(row, settings.brokerZone(), clock.wall());
    if (order.isOfNoLeg(fill)) {
      LOG.error("{}: an execution in a contract that is no leg of it: {}", order.ref(), row);
      inbox.receive(
          order,
          new OrderEvent.Noticed(order.ref(), 0, "executed a contract that is no leg: " + fill));
      return;
    }
    BigDecimal cumulative = row.cumQty() == null ? fill.quantity() : row.cumQty();
    inbox.receive(order, new OrderEvent.Filled(order.ref(), fill, cumulative, row.permId()));
    register.learnExecution(row.execId(), order);
    learned(order);
    CommissionReport fee = lateFees.take(row.execId());
    if (fee != null) {
      on(fee);
    }
  }

  void on(CommissionReport row) {
    if (row.commission() == null || isPending(row.commission())) {
      return;
    }
    register
        .byExecId(row.execId())
        .ifPresentOrElse(
            order ->
                inbox.receive(
                    order,
                    new OrderEvent.CommissionReported(
                        order.ref(), row.execId(), row.commission(), row.currency())),
            () -> lateFees.keep(row, this::on));
  }

  /** The venue's ways of saying that it does not know yet: exactly −1, or the largest double. */
  private static boolean isPending(BigDecimal fee) {
    return fee.compareTo(FEE_PENDING) == 0 || fee.abs().compareTo(ABSURD) > 0;
  }

  /** An error about an order of ours; false if it is not. */
  boolean on(ErrorMessage error) {
    Optional<TrackedOrder> order = register.byOrderId(error.id());
    order.ifPresent(ours -> refused(ours, error));
    return order.isPresent();
  }

  private void refused(TrackedOrder order, ErrorMessage error) {
    OrderRef ref = order.ref();
    ErrorMeaning meaning =
        ErrorMeaning.of(
            error.code(), error.text(), order.isFresh(), order.isExecutedOrCancelling());
    switch (meaning) {
      case ErrorMeaning.Refused refused ->
          inbox.receive(order, new OrderEvent.Rejected(ref, error.code(), error.text()));
      case ErrorMeaning.Notice notice ->
          inbox.receive(order, new OrderEvent.Noticed(ref, error.code(), error.text()));
      case ErrorMeaning.Tells tells -> {
        BigDecimal filled =
            tells.status() == OrderStatus.FILLED
                ? order.placed.intent().quantity()
                : order.lastFilled(nameOf(order));
        inbox.receive(
            order, new OrderEvent.StatusReported(ref, tells.status(), filled, nameOf(order)));
        if (!error.text().isBlank()) {
          inbox.receive(order, new OrderEvent.Noticed(ref, error.code(), error.text()));
        }
      }
    }
  }

  private void join(
      String refText,
      int clientId,
      int orderId,
      long permId,
      String foreignKey,
      Object row,
      Consumer<TrackedOrder> then) {
    Optional<OrderRef> ref = OrderRef.parse(refText);
    if (ref.isPresent()) {
      byRef(ref.get(), foreignKey, row, then);
      return;
    }
    Optional<TrackedOrder> order = register.byPermId(permId);
    if (order.isEmpty() && refText.isBlank() && clientId == settings.clientId()) {
      order = register.byOrderId(orderId);
    }
    order.ifPresentOrElse(then, () -> foreign.saw(foreignKey, row));
  }

  private void byRef(OrderRef ref, String foreignKey, Object row, Consumer<TrackedOrder> then) {
    Optional<TrackedOrder> order = register.byRef(ref);
    if (order.isPresent()) {
      then.accept(order.get());
      return;
    }
    loader.whenLoaded(
        ref, () -> register.byRef(ref).ifPresentOrElse(then, () -> foreign.saw(foreignKey, row)));
  }

  /** The login may have several accounts, and each has a desk of its own that tells of it. */
  private boolean isOtherAccount(String account) {
    return !account.isBlank() && !account.equals(settings.account());
  }
}
