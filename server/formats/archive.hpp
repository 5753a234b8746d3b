// Walks the fields of a struct, to write them or to read them. A struct lists its fields once,
//
//     template <class A> void fields(A& a, StatusSet& e) { a("race", e.race); a("lane", e.lane); a("status", e.status); }
//
// and that one list serves every encoding: what is written can be read, because nobody wrote it twice.
// Spans and instants are integers, and the archive's unit becomes the suffix of their key: time_ns, time_us, time_ms.
#pragma once
#include <algorithm>
#include <concepts>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "core/digest.hpp"
#include "core/embedded.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/text.hpp"
#include "core/time.hpp"
#include "formats/json_writer.hpp"
#include "formats/masters_words.hpp"
#include "formats/progression_words.hpp"
#include "formats/record_words.hpp"
#include "formats/swimming_words.hpp"
#include "formats/words.hpp"

namespace bowball::formats {

/// The unit in which spans and instants stand in a document.
struct Unit {
    std::string_view suffix;
    Duration length;
};
inline constexpr Unit nanoseconds{"_ns", 1ns};
inline constexpr Unit microseconds{"_us", 1us};
inline constexpr Unit milliseconds{"_ms", 1ms};

template <class T>
inline constexpr bool is_id = false;
template <class Tag, class Rep>
inline constexpr bool is_id<Id<Tag, Rep>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
concept Word = requires(const T& value) { { word_of(value) } -> std::convertible_to<std::string>; };

/// Writes fields as a JSON object.
class WriteArchive {
public:
    WriteArchive(JsonWriter& out, Unit unit) : out_(out), unit_(unit) {}

    template <class T>
    void operator()(std::string_view key, T& value) {
        out_.key(key);
        put(value);
    }
    template <class T>
    void optional(std::string_view key, T& value) {
        (*this)(key, value);
    }
    /// Left out while it says nothing else than its defaults, which must never change: what was written before there was such a
    /// key stays as it was, to the byte.
    template <class T>
    void optional_group(std::string_view key, T& group) {
        if (group != T{}) (*this)(key, group);
    }
    void optional_span(std::string_view key, const Duration& value) { span(key, value); }
    /// As a mark: left out while it is zero.
    void rare_span(std::string_view key, const Duration& value) {
        if (value != Duration{}) span(key, value);
    }
    /// Rarely true, and written only then: what was written before there was such a mark stays as it was, to the byte.
    void mark(std::string_view key, const bool& value) {
        if (value) out_.key(key).value(true);
    }
    void span(std::string_view key, const Duration& value) { number(key, unit_, value.count()); }
    void span(std::string_view key, const std::optional<Duration>& value) {
        if (value) return span(key, *value);
        out_.key(std::string{key} + std::string{unit_.suffix}).null();
    }
    void span(std::string_view key, const std::vector<Duration>& values) {
        out_.key(std::string{key} + std::string{unit_.suffix}).begin_array();
        for (const auto value : values) out_.value(std::int64_t{value.count() / unit_.length.count()});
        out_.end_array();
    }
    /// Left out where there are none.
    void optional_spans(std::string_view key, const std::vector<Duration>& values) {
        if (!values.empty()) span(key, values);
    }
    template <class Tag>
    void instant(std::string_view key, const std::chrono::time_point<Timeline<Tag>>& at) { number(key, unit_, to_ns(at)); }
    void instant(std::string_view key, const WallTime& at) { out_.key(std::string{key} + "_us").value(to_us(at)); }

    template <class T>
    void put(T& value) {
        using Plain = std::remove_cv_t<T>;
        if constexpr (std::same_as<Plain, bool>) out_.value(value);
        else if constexpr (std::same_as<Plain, std::string>) out_.value(std::string_view{value});
        else if constexpr (std::unsigned_integral<Plain>) out_.value(static_cast<std::uint64_t>(value));
        else if constexpr (std::signed_integral<Plain>) out_.value(static_cast<std::int64_t>(value));
        else if constexpr (is_id<Plain>) out_.value(static_cast<std::uint64_t>(value.value()));
        else if constexpr (std::same_as<Plain, Digest>) out_.value(std::string_view{to_hex(value)});
        else if constexpr (is_optional<Plain>) {
            if (value) put(*value);
            else out_.null();
        } else if constexpr (is_vector<Plain>) {
            out_.begin_array();
            for (auto& one : value) put(one);
            out_.end_array();
        } else if constexpr (Word<Plain>) {
            out_.value(std::string_view{word_of(value)});
        } else {
            out_.begin_object();
            fields(*this, const_cast<Plain&>(value));  // the list of fields serves reading too, hence not const
            out_.end_object();
        }
    }

private:
    void number(std::string_view key, Unit unit, std::int64_t ns) {
        out_.key(std::string{key} + std::string{unit.suffix}).value(std::int64_t{ns / unit.length.count()});
    }

    JsonWriter& out_;
    Unit unit_;
};

/// What a reading may do and must not.
struct ReadRules {
    Unit unit = nanoseconds;
    bool unknown_keys_are_errors = false;
    bool every_key_is_needed = true;     ///< else what is absent keeps its default
    std::size_t most_elements = 10'000;
    std::size_t most_text_bytes = 4096;
};

/// Reads fields from a node of a document. Stops at the first thing that is wrong and remembers it.
template <class Node>
class ReadArchive {
public:
    ReadArchive(Node node, const ReadRules& rules) : node_(std::move(node)), rules_(rules) {
        if (!node_.is_object()) fail(node_, "must be an object");
    }

    template <class T>
    void operator()(std::string_view key, T& value) {
        if (const auto found = look(std::string{key}, is_optional<T>)) get(*found, value);
    }
    /// Stays as it is where the key is absent, even where every key is needed: its default harms nobody.
    template <class T>
    void optional(std::string_view key, T& value) {
        if (const auto found = look(std::string{key}, true); found && !found->is_null()) get(*found, value);
    }
    void mark(std::string_view key, bool& value) { optional(key, value); }
    template <class T>
    void optional_group(std::string_view key, T& group) { optional(key, group); }
    void optional_span(std::string_view key, Duration& value) {
        if (const auto found = look(std::string{key} + std::string{rules_.unit.suffix}, true); found && !found->is_null()) get_span(*found, value, rules_.unit.length);
    }
    void rare_span(std::string_view key, Duration& value) { optional_span(key, value); }
    void optional_spans(std::string_view key, std::vector<Duration>& values) {
        if (const auto found = look(std::string{key} + std::string{rules_.unit.suffix}, true); found && !found->is_null()) get_span(*found, values, rules_.unit.length);
    }
    template <class Span>
    void span(std::string_view key, Span& value) {
        const auto exact = std::string{key} + std::string{rules_.unit.suffix};
        // Files for people may be finer than their usual unit.
        const auto finer = std::string{key} + "_us";
        const auto use_finer = rules_.unit.length > 1us && !failed_ && node_.find(finer).has_value();
        if (const auto found = look(use_finer ? finer : exact, is_optional<Span>)) get_span(*found, value, use_finer ? 1us : rules_.unit.length);
    }
    template <class Time>
    void instant(std::string_view key, Time& at) {
        constexpr auto is_wall = std::same_as<Time, WallTime>;
        const auto found = look(std::string{key} + std::string{is_wall ? "_us" : rules_.unit.suffix}, false);
        if (!found) return;
        const auto number = found->integer();
        if (!number) return fail(*found, "must be an integer");
        if constexpr (is_wall) at = WallTime{std::chrono::microseconds{*number}};
        else if (*number > INT64_MAX / rules_.unit.length.count() || *number < INT64_MIN / rules_.unit.length.count()) fail(*found, "is out of range");
        else at = Time{Duration{*number * rules_.unit.length.count()}};
    }

    /// A key that is read elsewhere, by hand.
    void asked(std::string_view key) { asked_.emplace_back(key); }

    /// After all fields: refuses keys that nobody asked for, where the rules say so.
    void finish() {
        if (failed_ || !rules_.unknown_keys_are_errors) return;
        for (const auto& key : node_.keys()) {
            if (std::ranges::find(asked_, key) == asked_.end()) return fail(*node_.find(key), "is not known here. " + suggestion(key));
        }
    }
    [[nodiscard]] const std::optional<Error>& failure() const { return failed_; }

    template <class T>
    void get(const Node& node, T& value) {
        if (failed_) return;
        if constexpr (std::same_as<T, bool>) {
            if (const auto truth = node.truth()) value = *truth;
            else fail(node, "must be true or false");
        } else if constexpr (std::same_as<T, std::string>) {
            auto text = node.text();
            if (!text) return fail(node, "must be a text");
            if (text->size() > rules_.most_text_bytes) return fail(node, "is too long");
            value = std::move(*text);
        } else if constexpr (std::integral<T>) {
            get_integer(node, value);
        } else if constexpr (is_id<T>) {
            typename T::rep number{};
            get_integer(node, number);
            value = T{number};
        } else if constexpr (std::same_as<T, Digest>) {
            take(node, parse_digest(node.text().value_or("")), value);
        } else if constexpr (is_optional<T>) {
            if (node.is_null()) value.reset();
            else get(node, value.emplace());
        } else if constexpr (is_vector<T>) {
            if (!node.is_array()) return fail(node, "must be a list");
            if (node.size() > rules_.most_elements) return fail(node, "has too many elements");
            value.clear();
            for (std::size_t i = 0; i < node.size() && !failed_; ++i) get(node.at(i), value.emplace_back());
        } else if constexpr (Word<T>) {
            const auto text = node.text();
            if (!text) return fail(node, "must be a text");
            if (const auto problem = read_word(*text, value)) fail(node, ": " + *problem);
        } else {
            ReadArchive inner{node, rules_};
            if (!inner.failed_) fields(inner, value);
            inner.finish();
            if (inner.failed_) failed_ = inner.failed_;
        }
    }

private:
    std::optional<Node> look(const std::string& key, bool may_be_absent) {
        if (failed_) return std::nullopt;
        asked_.push_back(key);
        auto found = node_.find(key);
        if (found && found->is_null() && !may_be_absent) {
            if (rules_.every_key_is_needed) fail(*found, "must not be null");
            return std::nullopt;
        }
        if (!found && rules_.every_key_is_needed && !may_be_absent) fail(node_, "lacks \"" + key + "\"");
        return found;
    }

    template <class Integer>
    void get_integer(const Node& node, Integer& value) {
        const auto number = node.integer();
        if (!number) return fail(node, "must be an integer");
        if (!std::in_range<Integer>(*number)) return fail(node, "is out of range: " + std::to_string(*number));
        value = static_cast<Integer>(*number);
    }

    void get_span(const Node& node, Duration& value, Duration unit) {
        const auto number = node.integer();
        if (!number) return fail(node, "must be an integer");
        if (*number > INT64_MAX / unit.count() || *number < INT64_MIN / unit.count()) return fail(node, "is out of range");
        value = Duration{*number * unit.count()};
    }
    void get_span(const Node& node, std::optional<Duration>& value, Duration unit) {
        if (node.is_null()) return value.reset();
        if (node.text() == "none") return value.reset();  // TOML has no null
        get_span(node, value.emplace(), unit);
    }
    void get_span(const Node& node, std::vector<Duration>& values, Duration unit) {
        if (!node.is_array()) return fail(node, "must be a list");
        if (node.size() > rules_.most_elements) return fail(node, "has too many elements");
        values.clear();
        for (std::size_t i = 0; i < node.size() && !failed_; ++i) get_span(node.at(i), values.emplace_back(), unit);
    }

    template <class T>
    void take(const Node& node, Result<T> read, T& value) {
        if (read) value = *read;
        else fail(node, ": " + read.error().text);
    }

    [[nodiscard]] std::string suggestion(const std::string& key) const {
        const auto best = nearest(key, asked_);
        if (!best.empty()) return "Did you mean \"" + best + "\"?";
        std::string all;
        for (const auto& asked : asked_) all += (all.empty() ? "" : ", ") + asked;
        return "Known are: " + all + ".";
    }

    void fail(const Node& node, const std::string& what) {
        if (!failed_) failed_ = Error{errc::bad_input, node.where() + (what.starts_with(":") ? "" : " ") + what + (what.ends_with(".") || what.ends_with("?") ? "" : ".")};
    }

    Node node_;
    const ReadRules& rules_;
    std::vector<std::string> asked_;
    std::optional<Error> failed_;
};

/// Reads a whole struct.
/// What is embedded is written and read as what it is.
template <class A, class T>
void fields(A& a, Embedded<T>& embedded) {
    auto value = *embedded;
    fields(a, value);
    embedded = std::move(value);
}

template <class T, class Node>
[[nodiscard]] Result<T> read_struct(const Node& node, const ReadRules& rules) {
    ReadArchive<Node> archive{node, rules};
    T value{};
    if (!archive.failure()) fields(archive, value);
    archive.finish();
    if (archive.failure()) return *archive.failure();
    return value;
}

}  // namespace bowball::formats
