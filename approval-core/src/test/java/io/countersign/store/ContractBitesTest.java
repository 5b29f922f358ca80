package io.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.countersign.contract.ApprovalStoreContract;
import io.countersign.post.Post;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each test of the contract must fail on a store that says yes to everything and keeps nothing. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContractBitesTest {
    private static final class OnNothing extends ApprovalStoreContract {
        @Override
        protected ApprovalStore emptyStore(InstantSource time) {
            return new IdleStore(time);
        }

        @Override
        public void lose(Post post) {}

        void begin() {
            open();
        }
    }

    @TestFactory
    Stream<DynamicTest> on_a_store_that_keeps_nothing_every_test_fails() {
        return tests().map(test -> dynamicTest(
                test.getName().replace('_', ' '),
                () -> assertThat(catchThrowable(() -> run(test)))
                        .as(test.getName())
                        .isNotNull()));
    }

    @Test
    void the_contract_has_tests_and_none_can_be_switched_off() {
        assertThat(tests()).hasSizeGreaterThan(90);
        assertThat(tests())
                .allSatisfy(test -> assertThat(Arrays.stream(test.getAnnotations())
                                .map(annotation -> annotation.annotationType().getSimpleName()))
                        .isEqualTo(List.of("Test")));
    }

    private static Stream<Method> tests() {
        return Arrays.stream(ApprovalStoreContract.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class));
    }

    private static void run(Method test) throws Throwable {
        OnNothing suite = new OnNothing();
        suite.begin();
        test.setAccessible(true);
        try {
            test.invoke(suite);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
