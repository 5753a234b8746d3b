#include "formats/entry.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <random>

#include "formats/event_fields.hpp"

namespace bowball::formats {
namespace entry_test {

/// Fills every field of a struct with something, by the same list of fields that encodes it: no kind can be forgotten.
class Fill {
public:
    explicit Fill(std::mt19937_64& random) : random_(random) {}

    template <class T>
    void operator()(std::string_view, T& value) { put(value); }
    template <class T>
    void optional(std::string_view, T& value) { put(value); }
    template <class T>
    void optional_group(std::string_view, T& value) { put(value); }
    void optional_span(std::string_view, Duration& value) { value = Duration{number()}; }
    void rare_span(std::string_view key, Duration& value) { optional_span(key, value); }
    void optional_spans(std::string_view key, std::vector<Duration>& values) { span(key, values); }
    void mark(std::string_view, bool& value) { put(value); }
    template <class Span>
    void span(std::string_view, Span& value) {
        if constexpr (std::same_as<Span, Duration>) value = Duration{number()};
        else if constexpr (is_optional<Span>) value = random_() % 3 == 0 ? Span{} : Span{Duration{number()}};
        else for (auto n = random_() % 3; n > 0; --n) value.push_back(Duration{number()});
    }
    template <class Time>
    void instant(std::string_view, Time& at) { at = Time{typename Time::duration{number()}}; }

    template <class T>
    void put(T& value) {
        if constexpr (std::same_as<T, bool>) value = random_() % 2 == 0;
        else if constexpr (std::same_as<T, std::string>) value = text();
        else if constexpr (std::integral<T>) value = static_cast<T>(random_() % 30'000);
        else if constexpr (is_id<T>) value = T{static_cast<typename T::rep>(random_() % 60'000)};
        else if constexpr (std::same_as<T, Digest>) for (auto& byte : value.bytes) byte = static_cast<std::uint8_t>(random_());
        else if constexpr (is_optional<T>) { if (random_() % 3 != 0) put(value.emplace()); }
        else if constexpr (is_vector<T>) for (auto n = random_() % 4; n > 0; --n) put(value.emplace_back());
        else if constexpr (std::same_as<T, TimingPoint>) value = random_() % 2 == 0 ? TimingPoint{PointKind::split, 500} : TimingPoint{PointKind::finish, 0};
        else if constexpr (std::is_enum_v<T>) value = static_cast<T>(random_() % 2);
        else fields(*this, value);
    }

private:
    std::int64_t number() { return static_cast<std::int64_t>(random_()) / 1000; }
    std::string text() {
        static const std::string pieces[] = {"", "Lane 4", "\"quoted\"", "back\\slash", "line\nfeed", "M\xC3\xBCller", "\xE4\xB8\xAD\xE5\x9B\xBD", "\x01\x1f", "a,b;c"};
        return pieces[random_() % std::size(pieces)] + pieces[random_() % std::size(pieces)];
    }
    std::mt19937_64& random_;
};

template <std::size_t I = 0>
void for_each_kind(std::mt19937_64& random, const std::function<void(Event)>& visit) {
    if constexpr (I < std::variant_size_v<Event>) {
        std::variant_alternative_t<I, Event> fact{};
        Fill fill{random};
        fields(fill, fact);
        visit(Event{std::move(fact)});
        for_each_kind<I + 1>(random, visit);
    }
}

Entry entry_of(Event event, std::mt19937_64& random) {
    Entry entry;
    entry.seq = Seq{random() % 1'000'000 + 1};
    entry.at = RaceTime{Duration{static_cast<std::int64_t>(random() / 4)}};
    entry.wall = WallTime{std::chrono::microseconds{1'795'000'000'000'000}};
    entry.origin = {{"Anna \"A\" \xC3\x85kesson", Role::judge}, "tap-1", "seen\nby two"};
    entry.event = std::move(event);
    return entry;
}

RC_GTEST_PROP(EntryProperties, EveryKindOfFactComesBackAsItWasWritten, (std::uint64_t seed)) {
    std::mt19937_64 random{seed};
    for_each_kind(random, [&](Event event) {
        const auto entry = entry_of(std::move(event), random);
        const auto line = encode_entry(entry);
        RC_LOG() << line << "\n";
        const auto back = decode_entry(line);
        RC_ASSERT(back.has_value());
        RC_ASSERT((*back == entry));
        RC_ASSERT(encode_entry(*back) == line);   // canonical bytes
        RC_ASSERT(line.find('\n') == std::string::npos);
    });
}

TEST(Entry, WatchesAreLeftOutWhereThereAreNone) {
    RawResult result;
    result.rows.emplace_back();
    const auto without = encode_entry({Seq{1}, {}, {}, {}, PhotoUnmatched{result}});
    EXPECT_EQ(without.find("watches"), std::string::npos) << without;
    EXPECT_TRUE(decode_entry(without).has_value()) << "what was written before there were watches";
    result.rows[0].watches = {28'110ms, 28'150ms};
    const auto with = encode_entry({Seq{1}, {}, {}, {}, PhotoUnmatched{result}});
    EXPECT_NE(with.find("\"watches_ns\":[28110000000,28150000000]"), std::string::npos) << with;
}

TEST(Entry, AMissingKeyIsNamed) {
    const auto line = encode_entry({Seq{1}, {}, {}, {}, RaceCalled{RaceId{3}}});
    auto without = line;
    without.replace(without.find("\"race\":3"), 8, "\"rice\":3");
    EXPECT_EQ(decode_entry(without).error().text, "data lacks \"race\".");
    EXPECT_EQ(decode_entry("[1,2").error().code, errc::bad_input);
    EXPECT_NE(decode_entry(R"({"seq":1,"at_ns":0,"wall_us":0,"actor":{"name":"","role":"viewer"},"command_id":"","reason":"","kind":"nonsense","data":{}})").error().text.find("nonsense"), std::string::npos);
}

TEST(Entry, GarbageIsAnErrorAndNeverACrash) {
    std::mt19937_64 random{3};
    std::vector<std::string> lines;
    for_each_kind(random, [&](Event event) { lines.push_back(encode_entry(entry_of(std::move(event), random))); });
    for (int round = 0; round < 20'000; ++round) {
        auto damaged = lines[random() % lines.size()];
        for (auto n = 1 + random() % 4; n > 0; --n) damaged[random() % damaged.size()] = static_cast<char>(random());
        std::ignore = decode_entry(damaged).has_value();
    }
    EXPECT_EQ(decode_entry(std::string(100'000, '[')).error().code, errc::bad_input) << "nesting is bounded before a tree is built";
}

TEST(Entry, ThePublicLogNamesNobodyAndLeavesTheServersOwnLifeOut) {
    const Entry entry{Seq{7}, {}, {}, {{"Anna", Role::judge}, "tap-9", "late"}, CardShown{RaceId{1}, LaneNumber{4}, CardColour::yellow}};
    const auto line = encode_public_entry(entry);
    EXPECT_EQ(line.find("Anna"), std::string::npos);
    EXPECT_EQ(line.find("tap-9"), std::string::npos);
    EXPECT_NE(line.find("\"role\":\"judge\""), std::string::npos);
    EXPECT_TRUE(is_public(entry.event));
    EXPECT_FALSE(is_public(ServerStarted{}));
}

// A reading counts for nothing until it is entered, and who reads after it must not know it.
TEST(Entry, AReadingThatIsKeptIsNotPublicBeforeItIsEntered) {
    PhotoRead read{RaceId{1}, "finish.png"};
    EXPECT_TRUE(is_public(read));
    read.kept = true;
    EXPECT_FALSE(is_public(read));
}

TEST(Entry, ThePublicLogKnowsNobodysYearOfBirth) {
    CrewEntered crew{CrewId{7}, "M1x", "NED", "Netherlands", "", {"A. de Vries"}};
    crew.category = "D";
    EXPECT_FALSE(names_years_of_birth(crew));
    crew.birth_years = {1968};
    EXPECT_TRUE(names_years_of_birth(crew));
    const Entry entry{Seq{7}, {}, {}, {}, crew};
    EXPECT_EQ(encode_public_entry(entry).find("1968"), std::string::npos);
    EXPECT_NE(encode_public_entry(entry).find("\"category\":\"D\""), std::string::npos);
    EXPECT_NE(encode_entry(entry).find("1968"), std::string::npos) << "the journal keeps it: a category is reckoned from it";
}

}  // namespace entry_test
}  // namespace bowball::formats
