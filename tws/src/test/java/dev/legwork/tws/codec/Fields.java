package dev.legwork.tws.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Payloads made of fields. */
final class Fields {
  private Fields() {}

  static Frame frame(List<String> fields) {
    return Frame.of(payload(fields));
  }

  static byte[] payload(List<String> fields) {
    StringBuilder text = new StringBuilder();
    fields.forEach(field -> text.append(field).append('\0'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
