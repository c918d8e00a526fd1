package dev.legwork.tws.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The golden vectors: frames that two independent clients agree on. */
final class Vectors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Vectors() {}

  /** One frame. */
  record Vector(String name, JsonNode json) {
    byte[] bytes() {
      return HexFormat.of().parseHex(json.get("hex").textValue());
    }

    List<String> fields() {
      return texts("fields");
    }

    List<String> fieldNames() {
      return texts("fieldNames");
    }

    private List<String> texts(String key) {
      List<String> list = new ArrayList<>();
      json.get(key).forEach(node -> list.add(node.textValue()));
      return list;
    }

    Frame frame() {
      return onlyFrame(bytes());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Vector> incoming() {
    return load("incoming.jsonl");
  }

  static List<Vector> outgoing() {
    return load("outgoing.jsonl");
  }

  static Vector named(String name) {
    return java.util.stream.Stream.concat(incoming().stream(), outgoing().stream())
        .filter(vector -> vector.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Frame onlyFrame(byte[] bytes) {
    FrameReader reader = new FrameReader();
    reader.feed(ByteBuffer.wrap(bytes));
    Frame frame = reader.poll();
    if (frame == null || reader.pending() > 0) {
      throw new AssertionError("not exactly one frame");
    }
    return frame;
  }

  static List<String> fieldsOf(ByteBuffer frames) {
    byte[] bytes = new byte[frames.remaining()];
    frames.get(bytes);
    byte[] payload = onlyFrame(bytes).toByteArray();
    List<String> fields = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < payload.length; i++) {
      if (payload[i] == 0) {
        fields.add(new String(payload, from, i - from, StandardCharsets.UTF_8));
        from = i + 1;
      }
    }
    if (from != payload.length) {
      throw new AssertionError("last field is not terminated");
    }
    return fields;
  }

  /** Texts are the same, or both are numbers of the same value (180 and 180.0). */
  static boolean sameValue(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    try {
      return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static List<Vector> load(String file) {
    try (var in = Vectors.class.getResourceAsStream("/tws-vectors/" + file);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<Vector> vectors = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode json = JSON.readTree(line);
        vectors.add(new Vector(json.get("name").textValue(), json));
      }
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
