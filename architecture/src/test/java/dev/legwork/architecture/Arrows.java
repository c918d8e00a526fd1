package dev.legwork.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Function;
import java.util.stream.Stream;

/** "Uses only what its module may use", for one module. */
final class Arrows extends ArchCondition<JavaClass> {

  private final House.Module module;
  private final Function<JavaClass, String> moduleOf;

  Arrows(House.Module module, Function<JavaClass, String> moduleOf) {
    super("use only what %s may use", module.name());
    this.module = module;
    this.moduleOf = moduleOf;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    type.getDirectDependenciesFromSelf().stream()
        .filter(dependency -> !allowed(dependency.getTargetClass().getBaseComponentType()))
        .map(Dependency::getDescription)
        .forEach(line -> events.add(SimpleConditionEvent.violated(type, line)));
  }

  private boolean allowed(JavaClass target) {
    String name = target.getName();
    if (name.startsWith("dev.legwork.")) {
      String other = moduleOf.apply(target);
      return other.equals(module.name()) || module.modules().contains(other);
    }
    return !startsWithAny(name, module.barred().stream())
        && (ofTheJdk(target) || startsWithAny(name, module.libraries().stream()));
  }

  private static boolean ofTheJdk(JavaClass target) {
    return target.isPrimitive()
        || startsWithAny(
            target.getName(), Stream.of("java.", "javax.", "jdk.", "com.sun.net.httpserver."));
  }

  private static boolean startsWithAny(String name, Stream<String> prefixes) {
    return prefixes.anyMatch(name::startsWith);
  }
}
