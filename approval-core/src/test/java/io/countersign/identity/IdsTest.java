package io.countersign.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.util.UuidUtil;
import com.github.f4b6a3.uuid.util.UuidValidator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IdsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");

    @Test
    void an_id_is_a_uuid_of_version_7_that_tells_its_millisecond() {
        Ids ids = new Ids();
        for (int i = 0; i < 1_000; i++) {
            Instant time = NOON.plusMillis(i);
            String id = ids.next(time);
            assertThat(UuidValidator.isValid(id, 7)).as(id).isTrue();
            assertThat(UUID.fromString(id).variant()).isEqualTo(2);
            assertThat(UuidUtil.getInstant(UUID.fromString(id))).isEqualTo(Instant.ofEpochMilli(time.toEpochMilli()));
        }
    }

    @Test
    void ids_of_one_millisecond_are_in_order_also_beyond_what_it_has_room_for() {
        Ids ids = new Ids();
        List<String> made =
                IntStream.range(0, 20_000).mapToObj(i -> ids.next(NOON)).toList();
        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(made)
                .allSatisfy(id -> assertThat(UuidValidator.isValid(id, 7)).isTrue());
    }

    @Test
    void two_thousand_ids_of_a_millisecond_keep_it() {
        Ids ids = new Ids();
        assertThat(IntStream.range(0, 2_048).mapToObj(i -> UuidUtil.getInstant(UUID.fromString(ids.next(NOON)))))
                .containsOnly(Instant.ofEpochMilli(NOON.toEpochMilli()));
    }

    @Test
    void ids_stay_in_order_when_the_clock_is_set_back() {
        Ids ids = new Ids();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 100; i++) made.add(ids.next(NOON.minus(Duration.ofSeconds(i))));
        made.add(ids.next(NOON.plusSeconds(1)));
        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void no_two_threads_get_one_id() {
        Ids ids = new Ids();
        assertThat(IntStream.range(0, 50_000)
                        .parallel()
                        .mapToObj(i -> ids.next(NOON))
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void two_nodes_get_no_id_alike() {
        Ids one = new Ids();
        Ids two = new Ids();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) made.addAll(List.of(one.next(NOON), two.next(NOON)));
        assertThat(made).doesNotHaveDuplicates();
    }

    @Test
    void a_salt_is_16_fresh_bytes() {
        Ids ids = new Ids();
        assertThat(ids.salt()).hasSize(16).isNotEqualTo(ids.salt());
    }
}
