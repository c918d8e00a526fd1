package dev.legwork.worker;

import java.util.Optional;
import java.util.Set;

/**
 * Which gateway an account's session is with. Two processes may follow one another at an account
 * only through the same one: the fence that keeps them from writing both is the gateway's own (one
 * connection for each client id).
 *
 * @param own the same for all processes that use this gateway, {@code host:port} unless named
 * @param former a gateway that a person has given up; null: none
 */
record GatewayName(String own, String former) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  /** From the settings; a gateway on this machine is not the one on another. */
  static GatewayName of(LegworkSettings.Broker broker) {
    if (broker.gatewayName() != null) {
      return new GatewayName(broker.gatewayName(), broker.formerGateway());
    }
    boolean here = LOOPBACK.contains(broker.host());
    return new GatewayName(
        (here ? ProcessName.host() : broker.host()) + ":" + broker.port(), broker.formerGateway());
  }

  /** Whether the one that was used last is this one, or is not in use any more. */
  boolean mayFollow(Optional<String> last) {
    return isSameAs(last) || last.orElseThrow().equals(former);
  }

  /** Whether the one that was used last is this one, or none is left in use. */
  boolean isSameAs(Optional<String> last) {
    return last.isEmpty() || last.get().equals(own);
  }
}
