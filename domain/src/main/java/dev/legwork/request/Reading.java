package dev.legwork.request;

/** Makes a value of the trade out of a JSON value. */
@FunctionalInterface
interface Reading<T> {

  T read(Object value) throws Wrong;

  /** The value is not what it should be; the message says what would be right. */
  final class Wrong extends Exception {
    private final FieldError.Kind kind;

    private Wrong(FieldError.Kind kind, String message) {
      super(message, null, false, false);
      this.kind = kind;
    }

    static Wrong shape(String message) {
      return new Wrong(FieldError.Kind.SHAPE, message);
    }

    static Wrong trade(String message) {
      return new Wrong(FieldError.Kind.TRADE, message);
    }

    FieldError.Kind kind() {
      return kind;
    }
  }
}
