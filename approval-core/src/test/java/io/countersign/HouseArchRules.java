package io.countersign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HouseArchRules {
    /** From the bottom; a package may use those before it. */
    private static final List<String> UPWARDS = List.of(
            "problem",
            "canonical",
            "proof",
            "identity",
            "audit",
            "approver",
            "content",
            "routing",
            "review",
            "publish",
            "post",
            "link",
            "notice",
            "retention",
            "record",
            "store",
            "memory");

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.countersign");

    static IntStream levels() {
        return IntStream.range(0, UPWARDS.size());
    }

    @ParameterizedTest
    @MethodSource("levels")
    void no_package_uses_one_above_it(int level) {
        String[] above = Stream.concat(
                        UPWARDS.stream().skip(level + 1L).map(name -> "io.countersign." + name + ".."),
                        Stream.of("io.countersign"))
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("io.countersign." + UPWARDS.get(level) + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above)
                .check(CORE);
    }

    @Test
    void every_package_has_its_place_in_the_order() {
        List<String> packages = CORE.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name -> name.startsWith("io.countersign."))
                .map(name -> name.substring("io.countersign.".length()))
                .sorted()
                .toList();
        assertThat(packages)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(UPWARDS.stream(), Stream.of("argon2")).toList());
    }

    /** What the verifier's jar is cut from; approval-core/pom.xml names the same classes. */
    @Test
    void S_98_what_auditors_run_stands_on_the_jdk_alone() {
        Pattern jar = Pattern.compile("io\\.countersign\\.(proof\\..+|canonical\\."
                + "(CanonicalReader|CanonicalWriter|Digest|Erasable|Plain)(\\$.+)?)");
        Pattern jdk = Pattern.compile("java\\.(io|lang(?!\\.reflect)|nio(?!\\.channels)|security|time|util)\\..+");
        Pattern annotations = Pattern.compile("org\\.jspecify\\.annotations\\..+");
        classes()
                .that(DescribedPredicate.describe("are in the verifier's jar", type -> named(type, jar)))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are there too or in the JDK, and reach no network",
                        type -> type.getBaseComponentType().isPrimitive()
                                || named(type, jar)
                                || named(type, jdk)
                                || named(type, annotations)))
                .check(CORE);
    }

    private static boolean named(JavaClass type, Pattern pattern) {
        return pattern.matcher(type.getBaseComponentType().getName()).matches();
    }

    @Test
    void password_hashing_by_argon2_uses_the_port_and_what_is_below_it_alone() {
        noClasses()
                .that()
                .resideInAPackage("io.countersign.argon2..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.countersign", "io.countersign.store..", "io.countersign.post..", "io.countersign.memory..")
                .check(CORE);
    }

    @ParameterizedTest
    @CsvSource({
        "tools.jackson.., io.countersign.canonical..",
        "com.fasterxml.jackson.., io.countersign.canonical..",
        "de.mkammerer.., io.countersign.argon2..",
        "org.bouncycastle.., io.countersign.argon2..",
        "com.google.re2j.., io.countersign.routing..",
        "com.github.difflib.., io.countersign.content..",
        "org.hibernate.., io.countersign.problem.."
    })
    void a_library_is_known_by_one_package_alone(String library, String home) {
        noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CORE);
    }

    @ParameterizedTest
    @CsvSource({"de.mkammerer..", "org.bouncycastle..", "com.google.re2j..", "com.github.difflib..", "org.hibernate.."})
    void a_library_is_behind_one_class(String library) {
        DescribedPredicate<JavaClass> users = DescribedPredicate.describe(
                "uses " + library,
                javaClass -> javaClass.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith(library.replace("..", ""))));
        assertThat(CORE.stream().filter(users).map(HouseArchRules::outermost).distinct())
                .hasSize(1);
    }

    @Test
    void no_public_signature_names_a_type_of_a_library_but_the_validator_that_a_host_gives() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should()
                .haveRawReturnType(DescribedPredicate.describe("of ours or Java's", HouseArchRules::isOurs))
                .check(CORE);
    }

    @Test
    void the_core_knows_neither_a_database_nor_a_framework() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework..", "jakarta.servlet..")
                .check(CORE);
    }

    @Test
    void S_70_nothing_interprets_strings_as_code() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.script..", "jakarta.el..", "groovy..", "org.mvel2..")
                .check(CORE);
    }

    @Test
    void nothing_in_the_core_starts_a_thread() {
        noClasses()
                .should()
                .callConstructor(Thread.class, Runnable.class)
                .orShould()
                .callMethod(Thread.class, "start")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ExecutorService.class)
                .check(CORE);
    }

    /** Without an executor, a future takes a thread of a pool or makes a timer that nobody stops. */
    @Test
    void no_future_of_the_core_brings_a_thread_along() {
        DescribedPredicate<JavaMethodCall> threading = DescribedPredicate.describe(
                "takes or makes a thread",
                call -> call.getTargetOwner().isAssignableTo(CompletionStage.class)
                        && (call.getName().endsWith("Async")
                                || call.getName().endsWith("OnTimeout")
                                || call.getName().equals("orTimeout")
                                || call.getName().equals("delayedExecutor")));
        noClasses().should().callMethodWhere(threading).check(CORE);
    }

    @Test
    void threads_of_the_host_are_used_where_it_hands_them_over() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.countersign.routing.ContentClassifier")
                .and()
                .doNotHaveFullyQualifiedName("io.countersign.routing.ContentClassifier$1")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Executor.class)
                .check(CORE);
    }

    @Test
    void names_say_what_a_thing_is_and_not_that_it_implements_something() {
        noClasses().should().haveNameMatching(".*(Impl|Manager|Utils?|Helper)").check(CORE);
    }

    @Test
    void events_are_records_that_say_their_action() {
        classes()
                .that()
                .implement(io.countersign.audit.ApprovalEvent.class)
                .and()
                .areNotInterfaces()
                .should()
                .beRecords()
                .check(CORE);
    }

    /** What a command did beside its events, nobody could tell again from the record. */
    @Test
    void a_post_is_changed_by_what_happens_to_it_and_by_nothing_else() {
        Set<String> namedByEachEntry = Set.of("status", "version");
        DescribedPredicate<JavaFieldAccess> changes = DescribedPredicate.describe(
                "changes a post",
                access -> access.getAccessType() == JavaFieldAccess.AccessType.SET
                        && access.getTarget()
                                .resolveMember()
                                .filter(field -> field.getOwner().getName().equals("io.countersign.post.Course"))
                                .isPresent()
                        && !namedByEachEntry.contains(access.getName()));
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.countersign.post.Course")
                .and()
                .doNotHaveFullyQualifiedName("io.countersign.post.Effects")
                .should()
                .accessFieldWhere(changes)
                .check(CORE);
    }

    private static String outermost(JavaClass javaClass) {
        return javaClass.getEnclosingClass().map(HouseArchRules::outermost).orElse(javaClass.getName());
    }

    private static boolean isOurs(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        return type.getBaseComponentType().isPrimitive()
                || name.startsWith("java.")
                || name.startsWith("io.countersign.");
    }
}
