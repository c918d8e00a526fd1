package dev.legwork.bench.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.legwork.tws.codec.ClientDecoder;
import dev.legwork.tws.codec.Frame;
import dev.legwork.tws.codec.ServerDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whole frames that travel one way, and who reads them.
 *
 * @param name for people
 * @param frames to damage, each with its length
 * @param decode the reader of that side
 */
record Direction(String name, List<byte[]> frames, Function<Frame, ?> decode) {

  static List<Direction> both(Path vectors) {
    return List.of(
        new Direction(
            "venue to client",
            load(vectors.resolve("incoming.jsonl")),
            new ClientDecoder((message, count) -> {})::decode),
        new Direction(
            "client to venue",
            load(vectors.resolve("outgoing.jsonl")),
            new ServerDecoder((message, count) -> {})::decode));
  }

  private static List<byte[]> load(Path file) {
    ObjectMapper json = new ObjectMapper();
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line -> uncheckedRead(json, line))
          .filter(vector -> !vector.get("name").textValue().startsWith("handshake"))
          .map(vector -> HexFormat.of().parseHex(vector.get("hex").textValue()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode uncheckedRead(ObjectMapper json, String line) {
    try {
      return json.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
