package io.countersign.spring.page;

/**
 * The language that a request is answered in.
 *
 * @param texts in that language
 * @param chosen whether the reader chose it on the page, and not their browser; addresses then carry it on
 */
public record Language(PageTexts texts, boolean chosen) {
    /** Name of the parameter that carries a choice on. */
    static final String PARAMETER = "lang";

    /** What keeps the reader's choice in an address, such as {@code lang=de}; empty where they made none. */
    public String query() {
        return chosen ? PARAMETER + "=" + texts.lang() : "";
    }

    /** An address that keeps the reader's choice. */
    String keep(String address) {
        if (!chosen) return address;
        return address + (address.indexOf('?') < 0 ? "?" : "&") + query();
    }

    /** How problems are told in it. */
    ProblemTexts problems() {
        return new ProblemTexts(texts);
    }
}
