package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

  /** Between its choice and its server's start hundreds of connections take ports as well. */
  @Test
  void choosesEachPortOnceAndNoneThatAConnectionMayTakeMeanwhile() throws IOException {
    List<Integer> chosen = IntStream.range(0, 200).mapToObj(n -> Ports.anyFree()).toList();

    assertThat(chosen).doesNotHaveDuplicates().allMatch(port -> port < 32_768);
    try (ServerSocket server = new ServerSocket(chosen.getFirst())) {
      assertThat(server.isBound()).isTrue();
    }
  }

  @Test
  void knowsAPortThatSomebodyListensOn() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.isFree(server.getLocalPort())).isFalse();
    }
  }
}
