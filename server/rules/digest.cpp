#include "rules/digest.hpp"

#include "rules/fields.hpp"

namespace bowball::rules {
namespace {

/// Writes "start.kind=mass" and so on: plain enough to be made again with pencil and paper.
class DigestText {
public:
    template <class T>
    void operator()(std::string_view key, const T& value) {
        line(key, text_of(value));
    }
    template <class T>
        requires requires(DigestText& a, T& group) { fields(a, group); }
    void operator()(std::string_view key, T& group) {
        const auto outer = prefix_;
        prefix_ += std::string{key} + ".";
        fields(*this, group);
        prefix_ = outer;
    }
    /// "masters.categories[0].code=A" and so on.
    template <class T>
        requires requires(DigestText& a, T& group) { fields(a, group); }
    void operator()(std::string_view key, std::vector<T>& groups) {
        for (std::size_t i = 0; i < groups.size(); ++i) (*this)(std::string{key} + "[" + std::to_string(i) + "]", groups[i]);
    }
    /// A group that says nothing else than its defaults is left out, as in the journal: digests of before it stay what they were.
    template <class T>
    void optional_group(std::string_view key, T& group) {
        if (group != T{}) (*this)(key, group);
    }
    void mark(std::string_view key, bool value) {
        if (value) line(key, text_of(value));
    }
    void span(std::string_view key, Duration value) { line(key, std::to_string(value.count()) + " ns"); }
    void span(std::string_view key, const std::optional<Duration>& value) { value ? span(key, *value) : line(key, "none"); }

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    static std::string text_of(const std::string& text) { return text; }
    static std::string text_of(bool truth) { return truth ? "true" : "false"; }
    static std::string text_of(std::integral auto number) { return std::to_string(number); }
    template <class Word>
        requires std::is_enum_v<Word>
    static std::string text_of(Word word) {
        return std::string{to_string(word)};
    }
    template <class T>
    static std::string text_of(const std::vector<T>& values) {
        std::string all;
        for (const auto& value : values) all += (all.empty() ? "" : ",") + text_of(value);
        return all;
    }

    void line(std::string_view key, const std::string& value) { text_ += prefix_ + std::string{key} + "=" + value + "\n"; }

    std::string prefix_;
    std::string text_;
};

}  // namespace

Digest digest_of(const RuleSet& rules) {
    DigestText text;
    auto copy = rules;  // the list of fields serves reading too, hence takes no const
    fields(text, copy);
    return sha256(text.text());
}

}  // namespace bowball::rules
