package dev.legwork.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.legwork.architecture.fixture.ReachesOut;
import dev.legwork.tws.message.ClientMessage;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArrowsTest {

  private static final Set<String> BROKER_SIDE = Set.of("tws", "simulator", "simulation");

  private static final JavaClasses PRODUCTION = House.productionClasses();

  static Iterable<House.Module> modules() {
    return House.MODULES;
  }

  @ParameterizedTest
  @MethodSource("modules")
  void usesOnlyWhatItsModuleMayUse(House.Module module) {
    check(module, PRODUCTION, House::moduleOf);
  }

  @Test
  void noticesAClassThatReachesOut() {
    JavaClasses offender = new ClassFileImporter().importClasses(ReachesOut.class);
    House.Module domain = House.MODULES.getFirst();
    Function<JavaClass, String> asDomain =
        type -> type.getSimpleName().equals("ReachesOut") ? "domain" : "desk";

    assertThatThrownBy(() -> check(domain, offender, asDomain))
        .hasMessageContaining("org.assertj.core.api.Assertions")
        .hasMessageContaining("ClockReader");
  }

  @Test
  void knowsTheModuleOfAProductionClass() {
    assertThat(House.moduleOf(PRODUCTION.get("dev.legwork.order.OrderRef"))).isEqualTo("domain");
  }

  @Test
  void everyModuleOfTheBuildHasItsArrows() {
    assertThat(Repository.modules())
        .filteredOn(name -> !name.equals("architecture"))
        .containsExactlyInAnyOrderElementsOf(
            House.MODULES.stream().map(House.Module::name).toList());
  }

  @Test
  void noPackageIsSplitBetweenModules() {
    Map<String, Set<String>> modulesByPackage = new TreeMap<>();
    for (JavaClass type : PRODUCTION) {
      if (!House.moduleOf(type).equals("architecture")) {
        modulesByPackage
            .computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
            .add(House.moduleOf(type));
      }
    }
    modulesByPackage.values().removeIf(modules -> modules.size() == 1);

    assertThat(modulesByPackage).isEmpty();
  }

  /** It would also end orders that are not ours; a cancel names one order. */
  @Test
  void nobodyAsksTheBrokerToCancelEverything() {
    classes()
        .that()
        .areAssignableTo(ClientMessage.ReqGlobalCancel.class)
        .should()
        .onlyHaveDependentClassesThat(
            DescribedPredicate.describe(
                "speak, simulate or judge the broker's side",
                type -> BROKER_SIDE.contains(House.moduleOf(type))))
        .check(PRODUCTION);
  }

  private static void check(
      House.Module module, JavaClasses types, Function<JavaClass, String> moduleOf) {
    classes()
        .that(
            DescribedPredicate.describe(
                "live in " + module.name(), type -> moduleOf.apply(type).equals(module.name())))
        .should(new Arrows(module, moduleOf))
        .allowEmptyShould(true)
        .check(types);
  }
}
