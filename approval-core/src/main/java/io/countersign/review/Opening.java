package io.countersign.review;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How far a round went on at once, in the names of its stages.
 *
 * @param stages that opened
 * @param shares of those that a share clears: persons that it comes to
 * @param cleared stages that have all their approvals since; one that opened may be among them
 */
public record Opening(List<String> stages, Map<String, Integer> shares, List<String> cleared) {
    /** It did not. */
    public static final Opening NONE = new Opening(List.of(), Map.of(), List.of());

    public Opening {
        stages = List.copyOf(stages);
        shares = Map.copyOf(shares);
        cleared = List.copyOf(cleared);
    }

    /** What lies between a round in which nothing has opened and this one. */
    public static Opening of(Round round) {
        return between(Round.before(round.plan()), round);
    }

    static Opening between(Round before, Round after) {
        List<Integer> opened = after.indexes(stage -> stage.openedAt() != null)
                .filter(stage -> before.stage(stage).openedAt() == null)
                .boxed()
                .toList();
        IntStream cleared = after.indexes(stage -> stage.status() == StageStatus.APPROVED)
                .filter(stage -> before.stage(stage).status() != StageStatus.APPROVED);
        return new Opening(
                opened.stream().map(stage -> after.rule(stage).name()).toList(),
                opened.stream()
                        .filter(stage -> after.stage(stage).needed() > 0)
                        .collect(Collectors.toMap(
                                stage -> after.rule(stage).name(),
                                stage -> after.stage(stage).needed())),
                cleared.mapToObj(stage -> after.rule(stage).name()).toList());
    }
}
