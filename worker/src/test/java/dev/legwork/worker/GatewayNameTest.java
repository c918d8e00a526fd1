package dev.legwork.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.desk.lease.GatewayName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GatewayNameTest {
  private static LegworkSettings.Broker broker(String host, String name, String former) {
    return new LegworkSettings.Broker(
        host, 4002, "DU1", 1, List.of(), Set.of(), name, former, null, null);
  }

  private static GatewayName gateway(String host) {
    return broker(host, null, null).gateway();
  }

  /** The same address on two machines is two gateways. */
  @Test
  void namesTheMachineOfAGatewayThatRunsBesideTheWorker() {
    assertThat(gateway("127.0.0.1").own()).isEqualTo(ProcessName.host() + ":4002");
    assertThat(gateway("localhost").isSameAs(Optional.of(gateway("127.0.0.1").own()))).isTrue();
    assertThat(gateway("gateway-1").own()).isEqualTo("gateway-1:4002");
  }

  @Test
  void takesTheNameThatItIsGiven() {
    GatewayName named = broker("10.0.0.7", "desk-gateway", null).gateway();

    assertThat(named.own()).isEqualTo("desk-gateway");
    assertThat(named.mayFollow(Optional.of("10.0.0.7:4002"))).isFalse();
  }

  @Test
  void followsOnlyItselfNobodyOrTheOneThatWasGivenUp() {
    GatewayName moved = broker("gateway-2", " ", "gateway-1:4002").gateway();

    assertThat(moved.mayFollow(Optional.empty())).isTrue();
    assertThat(moved.mayFollow(Optional.of("gateway-2:4002"))).isTrue();
    assertThat(moved.mayFollow(Optional.of("gateway-1:4002"))).isTrue();
    assertThat(moved.isSameAs(Optional.of("gateway-1:4002"))).isFalse();
    assertThat(moved.mayFollow(Optional.of("gateway-3:4002"))).isFalse();
  }
}
