package io.countersign.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.canonical.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Tree, frontier and paths against the definitions of RFC 9162, and against the vectors of the first logs (RFC 6962). */
class MerkleTreeProperties {
    private static final List<String> INPUTS =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Example
    void the_roots_are_those_of_certificate_transparency() {
        assertThat(MerkleTree.EMPTY.hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Frontier.START.root()).isEqualTo(MerkleTree.EMPTY);
        List<Digest> leaves = INPUTS.stream()
                .map(hex -> MerkleTree.leaf(HexFormat.of().parseHex(hex)))
                .toList();
        for (int size = 1; size <= leaves.size(); size++)
            assertThat(grown(leaves.subList(0, size)).root().hex()).isEqualTo(ROOTS.get(size - 1));
        assertThat(MerkleTree.over(leaves).hex()).isEqualTo(ROOTS.get(7));
        assertThat(MerkleTree.over(leaves.subList(0, 1))).isEqualTo(leaves.get(0));
    }

    @Example
    void the_path_is_that_of_certificate_transparency() {
        List<Digest> path = List.of(
                new Digest("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
                new Digest("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                new Digest("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
        Digest leaf = MerkleTree.leaf(HexFormat.of().parseHex(INPUTS.get(5)));
        List<Digest> leaves = INPUTS.stream()
                .map(hex -> MerkleTree.leaf(HexFormat.of().parseHex(hex)))
                .toList();
        assertThat(inclusion(leaves).path(5)).isEqualTo(path);
        assertThat(MerkleTree.root(leaf, 5, 8, path).hex()).isEqualTo(ROOTS.get(7));
    }

    @Property(tries = 60)
    void a_frontier_grows_in_any_steps_to_the_defined_root(
            @ForAll @IntRange(max = 1_200) int size, @ForAll @IntRange(min = 1, max = 700) int step) {
        List<Digest> leaves = leaves(size);
        Frontier frontier = Frontier.START;
        List<Frontier.Node> nodes = new ArrayList<>();
        for (int from = 0; from < size; from += step) {
            Frontier.Growth growth = frontier.grow(leaves.subList(from, Math.min(size, from + step)));
            frontier = growth.frontier();
            nodes.addAll(growth.nodes());
            assertThat(frontier.root()).isEqualTo(NaiveTree.root(leaves.subList(0, (int) frontier.size())));
        }
        assertThat(frontier.size()).isEqualTo(size);
        List<Frontier.Node> expected = IntStream.range(0, size / 256)
                .mapToObj(i -> new Frontier.Node(1, i, NaiveTree.root(leaves.subList(i * 256, i * 256 + 256))))
                .toList();
        assertThat(nodes).isEqualTo(expected);
    }

    @Example
    void nodes_of_the_second_level_stand_above_65536_leaves() {
        List<Digest> leaves = leaves(65_537);
        Frontier.Growth growth = Frontier.START.grow(leaves);
        assertThat(growth.nodes()).hasSize(257);
        Frontier.Node top = growth.nodes().get(256);
        assertThat(top)
                .isEqualTo(new Frontier.Node(2, 0, growth.frontier().peaks().get(0)));
        Inclusion inclusion = inclusion(leaves);
        for (long index : new long[] {0, 255, 256, 40_000, 65_535, 65_536})
            assertThat(MerkleTree.root(leaves.get((int) index), index, 65_537, inclusion.path(index)))
                    .isEqualTo(growth.frontier().root());
    }

    @Property(tries = 100)
    void each_leaf_has_the_defined_path_which_leads_to_the_root(
            @ForAll @IntRange(min = 1, max = 1_100) int size, @ForAll @IntRange(max = 1_000_000) int any) {
        List<Digest> leaves = leaves(size);
        int index = any % size;
        List<Digest> path = inclusion(leaves).path(index);
        assertThat(path).isEqualTo(NaiveTree.path(index, leaves));
        assertThat(MerkleTree.root(leaves.get(index), index, size, path)).isEqualTo(NaiveTree.root(leaves));
    }

    @Example
    void of_each_small_tree_no_path_leads_from_another_place_leaf_or_size_to_the_root() {
        for (int size = 1; size <= 9; size++) {
            List<Digest> leaves = leaves(size);
            Digest root = NaiveTree.root(leaves);
            for (int index = 0; index < size; index++) {
                List<Digest> path = inclusion(leaves).path(index);
                for (int place = -1; place <= size; place++)
                    for (Digest leaf : leaves) {
                        boolean right = place == index && leaf.equals(leaves.get(index));
                        assertThat(leads(leaf, place, size, path, root)).isEqualTo(right);
                    }
                refusedWithAnotherPath(leaves.get(index), index, size, path, root);
            }
        }
    }

    private static void refusedWithAnotherPath(Digest leaf, int index, int size, List<Digest> path, Digest root) {
        List<Digest> longer = new ArrayList<>(path);
        longer.add(root);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MerkleTree.root(leaf, index, size, longer))
                .withMessageContaining("too long");
        if (path.isEmpty()) return;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MerkleTree.root(leaf, index, size, path.subList(0, path.size() - 1)))
                .withMessageContaining("too short");
    }

    private static boolean leads(Digest leaf, long index, long size, List<Digest> path, Digest root) {
        try {
            return MerkleTree.root(leaf, index, size, path).equals(root);
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    @Example
    void there_is_no_leaf_beyond_the_tree_and_no_frontier_of_other_peaks() {
        Digest leaf = Digest.of("leaf");
        Inclusion inclusion = inclusion(List.of(leaf, leaf));
        assertThat(inclusion.path(1)).containsExactly(leaf);
        for (long index : new long[] {-1, 2}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> inclusion.path(index))
                    .withMessageContaining("has none of index " + index);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MerkleTree.root(leaf, index, 2, List.of(leaf)))
                    .withMessageContaining("has none of index " + index);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Frontier(2, List.of(leaf, leaf)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Frontier(-1, Arrays.asList(new Digest[0])));
        assertThatIllegalArgumentException().isThrownBy(() -> new Frontier(Long.MIN_VALUE, List.of(leaf)));
        assertThat(new Frontier(2, List.of(leaf)).root()).isEqualTo(leaf);
    }

    private static Frontier grown(List<Digest> leaves) {
        return Frontier.START.grow(leaves).frontier();
    }

    /** Reads from what a store keeps, and no part twice. */
    private static Inclusion inclusion(List<Digest> leaves) {
        List<Frontier.Node> nodes = Frontier.START.grow(leaves).nodes();
        List<String> read = new ArrayList<>();
        return new Inclusion(
                (level, from, count) -> {
                    assertThat(read).doesNotContain(level + "/" + from);
                    read.add(level + "/" + from);
                    List<Digest> there = level == 0
                            ? leaves
                            : nodes.stream()
                                    .filter(node -> node.level() == level)
                                    .map(Frontier.Node::hash)
                                    .toList();
                    return there.subList((int) from, (int) from + count);
                },
                leaves.size());
    }

    private static List<Digest> leaves(int count) {
        return IntStream.range(0, count).mapToObj(i -> Digest.of("leaf " + i)).toList();
    }
}
