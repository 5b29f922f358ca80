package io.countersign.routing;

import io.countersign.routing.Word.Kind;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many keywords, found in one walk over a text: a tree of their words, so that the cost grows with the text and not with
 * the number of keywords. To be filled first; then only read, and safe to share.
 */
final class Keywords {
    /** In place of the number of a keyword that has no word, and is nowhere. */
    static final int NOTHING = -1;

    /** Those without symbols are looked for as if the text had none either. */
    private final Node plain = new Node();

    private final Node withSymbols = new Node();
    private int size;

    /** The number that stands for this keyword and all that read the same. */
    int add(String keyword) {
        List<Word> words = Words.of(keyword);
        if (words.isEmpty()) return NOTHING;
        boolean symbols = words.stream().anyMatch(word -> word.kind() == Kind.SYMBOL);
        Node node = symbols ? withSymbols : plain;
        for (Word word : words) {
            Map<String, Node> branch = word.glued() ? node.touching : node.next;
            node = branch.computeIfAbsent(word.text(), any -> new Node());
        }
        if (node.keyword == NOTHING) node.keyword = size++;
        return node.keyword;
    }

    /** Whether there is anything in a keyword that could be found. */
    static boolean isUsable(String keyword) {
        return !Words.of(keyword).isEmpty();
    }

    /** The numbers of those that stand in a text. */
    BitSet in(String text) {
        BitSet found = new BitSet(size);
        List<Word> words = Words.of(text);
        if (!withSymbols.next.isEmpty()) search(withSymbols, words, found);
        if (!plain.next.isEmpty()) search(plain, Words.plain(words), found);
        return found;
    }

    private static void search(Node root, List<Word> words, BitSet found) {
        for (int start = 0; start < words.size(); start++)
            for (String form : words.get(start).forms()) follow(root.next.get(form), words, start + 1, found);
    }

    private static void follow(@Nullable Node node, List<Word> words, int at, BitSet found) {
        if (node == null) return;
        if (node.keyword != NOTHING) found.set(node.keyword);
        if (at == words.size()) return;
        Word word = words.get(at);
        for (String form : word.forms()) {
            follow(node.next.get(form), words, at + 1, found);
            if (word.glued()) follow(node.touching.get(form), words, at + 1, found);
        }
    }

    private static final class Node {
        private final Map<String, Node> next = new HashMap<>();
        private final Map<String, Node> touching = new HashMap<>();
        private int keyword = NOTHING;
    }
}
