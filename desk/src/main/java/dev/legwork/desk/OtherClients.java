package dev.legwork.desk;

import dev.legwork.saga.Alert;
import java.util.List;

/**
 * Orders of ours that were placed under another client id, as when the setting was changed while
 * they worked: they are seen and counted, and this desk cannot cancel them.
 */
final class OtherClients {
  private final DeskSettings settings;
  private final OrderRegister register;
  private final Alarms alarms;

  OtherClients(DeskSettings settings, OrderRegister register, Alarms alarms) {
    this.settings = settings;
    this.register = register;
    this.alarms = alarms;
  }

  /** Says which there are, or that there are none any more. */
  void check() {
    List<String> others =
        register.open().stream()
            .filter(order -> order.stored.clientId() != settings.clientId())
            .map(order -> order.ref() + " (client id " + order.stored.clientId() + ")")
            .toList();
    if (!others.isEmpty()) {
      alarms.raise(
          Alert.Severity.CRITICAL,
          Alarms.ORDERS_OF_OTHER_CLIENT,
          """
          Not proven over, and placed under another client id than this desk's %d: %s. They are \
          seen and counted, but only their own client id, or a person in TWS, can cancel them.\
          """
              .formatted(settings.clientId(), others));
    } else {
      alarms.over(Alarms.ORDERS_OF_OTHER_CLIENT);
    }
  }
}
