package dev.legwork.request;

import java.util.List;

/** What a template's parameters make. */
public sealed interface TemplateLegs {

  /**
   * @param legs JSON objects, as a request has them
   */
  record Made(List<Object> legs) implements TemplateLegs {
    public Made {
      legs = List.copyOf(legs);
    }
  }

  /**
   * @param errors all that is wrong, never empty
   */
  record Wrong(List<FieldError> errors) implements TemplateLegs {
    public Wrong {
      errors = List.copyOf(errors);
    }
  }

  /**
   * Makes the legs.
   *
   * @param template the JSON object that a request would have under {@code template}
   */
  static TemplateLegs of(Object template) {
    FieldErrors errors = new FieldErrors();
    List<Object> legs = DraftTemplate.legs(template, errors);
    return legs == null ? new Wrong(errors.all()) : new Made(legs);
  }
}
