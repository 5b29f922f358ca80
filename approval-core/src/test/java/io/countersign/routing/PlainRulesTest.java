package io.countersign.routing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.countersign.canonical.Plain;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Rules are data: what a policy holds can be read and compared, and none of it can be run. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlainRulesTest {
    private static final Set<Class<?>> DATA =
            Set.of(String.class, Integer.class, int.class, Boolean.class, Double.class, Duration.class);

    @Test
    void S_70_a_policy_is_made_of_plain_data_down_to_the_last_value() {
        Set<Class<?>> seen = new HashSet<>();
        look(RoutingPolicy.class, seen);

        assertThat(seen).contains(Rule.class, Condition.class, StageRule.class);
    }

    @Test
    void S_70_a_pattern_of_a_policy_meets_no_engine_whose_time_explodes() {
        noClasses()
                .that()
                .resideInAPackage("io.countersign.routing..")
                .and()
                .doNotHaveSimpleName("Quorum")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.regex..")
                .orShould()
                .callMethod(String.class, "matches", String.class)
                .orShould()
                .callMethod(String.class, "replaceAll", String.class, String.class)
                .orShould()
                .callMethod(String.class, "replaceFirst", String.class, String.class)
                .orShould()
                .callMethod(String.class, "split", String.class)
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.countersign.routing"));
    }

    private static void look(Type type, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType list) {
            assertThat(list.getRawType()).isEqualTo(List.class);
            look(list.getActualTypeArguments()[0], seen);
            return;
        }
        Class<?> one = (Class<?>) type;
        if (DATA.contains(one) || one.isEnum() || Plain.class.isAssignableFrom(one) || !seen.add(one)) return;
        assertThat(one.isRecord()).as("%s is data", one).isTrue();
        for (RecordComponent component : one.getRecordComponents()) look(component.getGenericType(), seen);
    }
}
