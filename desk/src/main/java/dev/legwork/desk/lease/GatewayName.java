package dev.legwork.desk.lease;

import java.util.Optional;

/**
 * Which gateway an account's session is with. Two processes may follow one another at an account
 * only through the same one: the fence that keeps them from writing both is the gateway's own (one
 * connection for each client id).
 *
 * @param own the same for all processes that use this gateway, {@code host:port} unless named
 * @param former a gateway that a person has given up; null: none
 */
public record GatewayName(String own, String former) {

  /** Whether the one that was used last is this one, or is not in use any more. */
  public boolean mayFollow(Optional<String> last) {
    return isSameAs(last) || last.orElseThrow().equals(former);
  }

  /** Whether the one that was used last is this one, or none is left in use. */
  public boolean isSameAs(Optional<String> last) {
    return last.isEmpty() || last.get().equals(own);
  }
}
