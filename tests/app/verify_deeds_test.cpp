// One table of what can be done to a journal, and both verifiers over it: the same exit status, and the same first bad entry.
#include <gmock/gmock.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "app/verifiers.hpp"
#include "app_notary.hpp"
#include "journal/checkpoint.hpp"
#include "journal/rows.hpp"
#include "journal/signed_note.hpp"

namespace bowball {
namespace verify_deeds_test {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr std::uint64_t length = 9;

engine::Entry entry(std::uint64_t seq) {
    return {Seq{seq}, RaceTime{Duration{static_cast<std::int64_t>(seq)}}, WallTime{std::chrono::microseconds{1000 + seq}}, {{"Anna", Role::judge}, "id-" + std::to_string(seq), ""}, engine::RaceCalled{RaceId{7}}};
}

/// A line of the journal with another ending: what `kind`, `data` and the rest are is the deed's.
std::string line(const std::string& rest) { return R"({"seq":10,"wall_us":5,)" + rest + "}"; }

class Deeds : public testing::Test {
protected:
    void SetUp() override {
        fs::create_directories(folder);
        std::vector<engine::Entry> entries;
        for (std::uint64_t seq = 1; seq <= length; ++seq) entries.push_back(entry(seq));
        auto written = journal::open_sqlite_journal(file()).value();
        ASSERT_TRUE(written->append(std::span{entries}.first(5)));
        notes.push_back(note(written->head()));
        ASSERT_TRUE(written->append(std::span{entries}.subspan(5)));
        head = written->head();
        notes.push_back(note(head));
        written.reset();
        // As one file, to be copied.
        sql("PRAGMA journal_mode=DELETE");
        std::ofstream{folder / "signing.pub"} << journal::VerifierKey{"bowball", key.public_key()}.text() << "\n";
        fs::copy_file(file(), folder / "whole");
    }
    void TearDown() override { fs::remove_all(folder); }

    [[nodiscard]] std::string file() const { return (folder / "journal.sqlite").string(); }
    [[nodiscard]] std::string note(const journal::Head& at) const { return journal::sign_note(journal::to_text({journal::origin_of("AB12CD34EF56"), at, WallTime{}}), "bowball", key); }
    void restore() const {
        fs::copy_file(folder / "whole", file(), fs::copy_options::overwrite_existing);
        write_notes("");
        fs::remove(journal::checkpoints_of(file()));
    }
    void write_notes(const std::string& text) const { std::ofstream{journal::checkpoints_of(file()), std::ios::binary} << text; }
    void sql(const std::string& text) const {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open(file().c_str(), &database), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(database, text.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << text << ": " << sqlite3_errmsg(database);
        sqlite3_close(database);
    }
    /// A tenth row that the chain holds over, with columns of the deed's.
    void append(const std::string& text, const std::string& kind, std::optional<std::int64_t> race, std::int64_t wall_us = 5) const {
        const auto hash = sha256(head.hash, text);
        sqlite3* database = nullptr;
        sqlite3_stmt* row = nullptr;
        ASSERT_EQ(sqlite3_open(file().c_str(), &database), SQLITE_OK);
        ASSERT_EQ(sqlite3_prepare_v2(database, "INSERT INTO entries(seq,wall_us,kind,race,entry,hash) VALUES(10,?,?,?,?,?)", -1, &row, nullptr), SQLITE_OK);
        sqlite3_bind_int64(row, 1, wall_us);
        sqlite3_bind_text(row, 2, kind.data(), static_cast<int>(kind.size()), SQLITE_STATIC);
        if (race) sqlite3_bind_int64(row, 3, *race);
        sqlite3_bind_text(row, 4, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
        sqlite3_bind_blob(row, 5, hash.bytes.data(), static_cast<int>(hash.bytes.size()), SQLITE_STATIC);
        EXPECT_EQ(sqlite3_step(row), SQLITE_DONE) << text;
        sqlite3_finalize(row);
        sqlite3_close(database);
    }
    /// Both say this, with that first bad entry (empty: none).
    void both(int code, const std::string& bad, const std::string& deed, std::vector<std::string> arguments = {}) const {
        arguments.insert(arguments.begin(), file());
        const auto a = ours(arguments);
        const auto b = by_python(arguments);
        EXPECT_EQ(a.code, code) << deed << "\nours: " << a.said;
        EXPECT_EQ(b.code, code) << deed << "\nPython: " << b.said;
        EXPECT_EQ(first_bad(a), bad) << deed << "\nours: " << a.said;
        EXPECT_EQ(first_bad(b), bad) << deed << "\nPython: " << b.said;
        EXPECT_THAT(b.said, testing::Not(HasSubstr("Traceback"))) << deed;
    }

    const fs::path folder = fs::temp_directory_path() / ("bowball-deeds-" + std::to_string(::getpid()));
    const SigningKey key = SigningKey::from_seed(sha256("deeds"));
    std::vector<std::string> notes;   ///< of entry 5, and of the newest
    journal::Head head;
};

struct Deed {
    const char* sql;
    const char* bad;   ///< empty: nothing is wrong that can be told
};
constexpr const char* other_table = "ALTER TABLE entries RENAME TO old; CREATE TABLE entries(seq, wall_us, kind, race, entry, hash); INSERT INTO entries SELECT seq, wall_us, kind, race, entry, hash FROM old; ";

TEST_F(Deeds, OnTheRowsAreNamedAlikeByBoth) {
    const Deed deeds[] = {
        {"SELECT 1", ""},
        {"UPDATE entries SET entry=replace(entry,'Anna','Bert') WHERE seq=4", "4"},
        {"UPDATE entries SET entry='{}' WHERE seq=2", "2"},
        {"UPDATE entries SET entry=entry||' ' WHERE seq=1", "1"},
        {"UPDATE entries SET entry=entry||char(0) WHERE seq=3", "3"},
        {"UPDATE entries SET entry=CAST(X'FF' AS TEXT) WHERE seq=3", "3"},
        {"UPDATE entries SET entry=CAST(entry AS BLOB) WHERE seq=3", "3"},
        {"UPDATE entries SET entry='[1]' WHERE seq=3", "3"},
        {"DELETE FROM entries WHERE seq=5", "5"},
        {"DELETE FROM entries WHERE seq=1", "1"},
        {"DELETE FROM entries WHERE seq>6", ""},
        {"DELETE FROM entries", ""},
        {"UPDATE entries SET seq=seq+1 WHERE seq=9", "9"},
        {"UPDATE entries SET seq=-1 WHERE seq=1", "1"},
        {"UPDATE entries SET hash=zeroblob(32) WHERE seq=5", "5"},
        {"UPDATE entries SET hash=substr(hash,1,31) WHERE seq=9", "9"},
        {"UPDATE entries SET hash='0123456789abcdef0123456789abcdef' WHERE seq=9", "9"},
        {"UPDATE entries SET kind='race_armed' WHERE seq=4", "4"},
        {"UPDATE entries SET kind=CAST(kind AS BLOB) WHERE seq=4", "4"},
        {"UPDATE entries SET race=8 WHERE seq=4", "4"},
        {"UPDATE entries SET race=NULL WHERE seq=4", "4"},
        {"UPDATE entries SET race=X'37' WHERE seq=4", "4"},
        {"UPDATE entries SET race=7.5 WHERE seq=4", "4"},
        {"UPDATE entries SET wall_us=5 WHERE seq=4", "4"},
        {"UPDATE entries SET wall_us=X'00' WHERE seq=4", "4"},
        // A decision that is made blank.
        {"UPDATE entries SET entry='', kind='redacted' WHERE seq=2", "2"},
        {"UPDATE entries SET entry='', kind='redacted', hash=zeroblob(32) WHERE seq>5", "6"},
        {"UPDATE entries SET entry='' WHERE seq=2", "2"},
        {"UPDATE entries SET kind='redacted' WHERE seq=2", "2"},
        {"UPDATE entries SET entry='', kind='redacted', hash=X'00' WHERE seq=2", "2"},
        // What says of itself that it is a public copy.
        {"INSERT INTO meta VALUES('public_copy','yes'); UPDATE entries SET entry='', kind='redacted' WHERE seq IN (2,3)", ""},
        {"INSERT INTO meta VALUES('public_copy','no'); UPDATE entries SET entry='', kind='redacted' WHERE seq=2", "2"},
        {"INSERT INTO meta VALUES('public_copy','yes'); UPDATE entries SET entry='', kind='redacted', hash=zeroblob(32) WHERE seq>5", "6"},
        {"INSERT INTO meta VALUES('public_copy','yes'); UPDATE entries SET entry='', kind='redacted', hash=zeroblob(32) WHERE seq=5", "6"},
        {"DROP TABLE meta", ""},
        {"DROP TABLE meta; UPDATE entries SET entry='', kind='redacted' WHERE seq=2", "2"},
    };
    for (const auto& deed : deeds) {
        restore();
        sql(deed.sql);
        both(*deed.bad == 0 ? 0 : 1, deed.bad, deed.sql);
    }
    // A table of somebody else's, which takes anything.
    const Deed loose[] = {
        {"SELECT 1", ""},
        {"UPDATE entries SET entry=NULL WHERE seq=3", "3"},
        {"UPDATE entries SET entry=7 WHERE seq=3", "3"},
        {"UPDATE entries SET hash=NULL WHERE seq=3", "3"},
        {"UPDATE entries SET kind=NULL WHERE seq=3", "3"},
        {"UPDATE entries SET race='7' WHERE seq=3", "3"},
        {"UPDATE entries SET race=7.0 WHERE seq=3", "3"},
        {"UPDATE entries SET wall_us=NULL WHERE seq=3", "3"},
        {"UPDATE entries SET wall_us=1003.0 WHERE seq=3", "3"},
        {"UPDATE entries SET seq=1.0 WHERE seq=1", "1"},
        {"UPDATE entries SET seq=NULL WHERE seq=1", "1"},
        {"INSERT INTO entries SELECT * FROM entries WHERE seq=9", "10"},
    };
    for (const auto& deed : loose) {
        restore();
        sql(other_table + std::string{deed.sql});
        both(*deed.bad == 0 ? 0 : 1, deed.bad, deed.sql);
    }
}

// Whoever has the key makes the chain hold over any text: what the columns say must still be what every reader finds in it.
TEST_F(Deeds, OnWhatAnEntrySaysAreNamedAlikeByBoth) {
    const auto nested = [](std::size_t depth) { return R"("kind":"k","data":{"x":)" + std::string(depth, '[') + std::string(depth, ']') + "}"; };
    struct Text {
        std::string text;
        std::optional<std::int64_t> race;
        bool holds;
        std::string kind = "k";
    };
    const std::vector<Text> texts = {
        {line(R"("kind":"k","data":{})"), {}, true},   // a kind that this version does not know
        {line(R"("kind":"race_called","data":{"race":7,"more":1})"), 7, true, "race_called"},
        {line(R"("kind":"k","data":{"race":7})"), 7, true},
        {line(R"("kind":"k","data":{"race":7})"), {}, false},
        {line(R"("kind":"k","data":{"race":0})"), 0, true},
        {line(R"("kind":"k","data":{"race":-0})"), 0, true},
        {line(R"("kind":"k","data":{"race":-7})"), -7, false},
        {line(R"("kind":"k","data":{"race":null})"), {}, false},
        {line(R"("kind":"k","data":{"race":true})"), 1, false},
        {line(R"("kind":"k","data":{"race":7.0})"), 7, false},
        {line(R"("kind":"k","data":{"race":7e0})"), 7, false},
        {line(R"("kind":"k","data":{"race":"7"})"), 7, false},
        {line(R"("kind":"k","data":{"race":9223372036854775807})"), INT64_MAX, true},
        {line(R"("kind":"k","data":{"race":9223372036854775808})"), INT64_MIN, false},
        {line(R"("kind":"k","data":{"race":18446744073709551617})"), 1, false},
        {line(R"("kind":"k","data":{"x":1e308})"), {}, true},
        {line(R"("kind":"k","data":{"x":1e309})"), {}, false},
        {line(R"("kind":"k","data":{"x":-1e-999})"), {}, true},
        {line(R"("kind":"k","data":{"x":)" + std::string(308, '9') + "}"), {}, true},
        {line(R"("kind":"k","data":{"x":)" + std::string(400, '9') + "}"), {}, false},
        {line(R"("kind":"k","data":{"x":)" + std::string(5000, '9') + "}"), {}, false},
        {line(R"("kind":"k","data":{"x":01})"), {}, false},
        {line(R"("kind":"k","data":{"x":1.})"), {}, false},
        {line(R"("kind":"k","data":{"x":+1})"), {}, false},
        {line(R"("kind":"k","data":{"x":NaN})"), {}, false},
        {line(R"("kind":"k","data":{"x":-Infinity})"), {}, false},
        // A key that stands twice: the last counts.
        {line(R"("kind":"j","kind":"k","data":{})"), {}, true},
        {line(R"("kind":"k","kind":"j","data":{})"), {}, false},
        {line(R"("kind":"k","data":{"race":7},"data":{})"), {}, true},
        {line(R"("kind":"k","data":{"race":6,"race":7})"), 7, true},
        {line(R"("seq":11,"kind":"k","data":{})"), {}, false},
        {line(R"("kind":"k","data":[])"), {}, false},
        {line(R"("kind":"k","data":7)"), {}, false},
        {line(R"("kind":"k")"), {}, false},
        {line(R"("kind":7,"data":{})"), {}, false},
        {line(R"("data":{})"), {}, false},
        {line(R"("kind":"k\u0000","data":{})"), {}, true, std::string{"k\0", 2}},
        {line(R"("kind":"\ud83d\ude00","data":{})"), {}, true, "\xF0\x9F\x98\x80"},
        {line(R"("kind":"k","data":{"x":"\ud800"})"), {}, false},
        {line(R"("kind":"k","data":{"\udc00":1})"), {}, false},
        {line(R"("kind":"k","data":{"x":"\ud800A"})"), {}, false},
        {line(R"("kind":"k","data":{"x":"\u12"})"), {}, false},
        {line("\"kind\":\"k\",\"data\":{\"x\":\"\xED\xA0\x80\"}"), {}, false},
        {line("\"kind\":\"k\",\"data\":{\"x\":\"\xC0\xAF\"}"), {}, false},
        {line("\"kind\":\"k\",\"data\":{\"x\":\"\xFF\"}"), {}, false},
        {line("\"kind\":\"k\",\"data\":{\"x\":\"\t\"}"), {}, false},
        {line("\"kind\":\"k\",\"data\":{\"x\":\"" + std::string(1, '\0') + "\"}"), {}, false},
        {line(R"("kind":"k","data":{},)"), {}, false},
        {line(R"("kind":"k","data":{}/* */)"), {}, false},
        {line(nested(14)), {}, true},
        {line(nested(15)), {}, false},
        {line(nested(5000)), {}, false},
        {R"({"seq":true,"wall_us":5,"kind":"k","data":{}})", {}, false},
        {R"({"seq":10.0,"wall_us":5,"kind":"k","data":{}})", {}, false},
        {R"({"seq":10,"wall_us":5.0,"kind":"k","data":{}})", {}, false},
        {R"({"seq":9,"wall_us":5,"kind":"k","data":{}})", {}, false},
        {R"({"seq":1E1,"wall_us":5,"kind":"k","data":{}})", {}, false},
        {R"([{"seq":10}])", {}, false},
        {"\xEF\xBB\xBF" + line(R"("kind":"k","data":{})"), {}, false},
        {" " + line(R"("kind":"k","data":{})"), {}, false},
        {line(R"("kind":"k","data":{})") + "\n", {}, false},
        {line(R"("kind":"k","data":{"x":")" + std::string(4 * 1024 * 1024, 'x') + "\"}"), {}, false},
        {"null", {}, false},
        {"", {}, false},
    };
    for (const auto& [text, race, holds, kind] : texts) {
        restore();
        append(text, kind, race);
        both(holds ? 0 : 1, holds ? "" : "10", text.substr(0, 200));
    }
    restore();
    append(line(R"("kind":"k","data":{})"), "k", {});
    EXPECT_THAT(ours({file()}).said, HasSubstr("1 of them are in words that this version does not know, the first is entry 10."));
}

TEST_F(Deeds, OnTheEndAreFoundByItsHeadAndByNotes) {
    const auto newest = std::to_string(length) + ":" + to_hex(head.hash);
    const auto at_the_end = [&](const char* deed, int code, const char* bad, bool with_head, bool with_notes) {
        restore();
        sql(deed);
        if (with_notes) write_notes(notes[0] + "\n" + notes[1] + "\n");
        both(code, bad, deed, with_head ? std::vector<std::string>{"--head", newest} : std::vector<std::string>{});
    };
    for (const auto& [with_head, with_notes] : {std::pair{true, false}, {false, true}, {true, true}}) {
        at_the_end("SELECT 1", 0, "", with_head, with_notes);
        at_the_end("DELETE FROM entries WHERE seq>6", 1, "7", with_head, with_notes);
        // Blank ones at the end hold where somebody vouches for the last.
        at_the_end("INSERT INTO meta VALUES('public_copy','yes'); UPDATE entries SET entry='', kind='redacted' WHERE seq>7", 0, "", with_head, with_notes);
        at_the_end("UPDATE entries SET entry='', kind='redacted' WHERE seq>7", 1, "8", with_head, with_notes);
    }
    // And only up to there.
    restore();
    sql("INSERT INTO meta VALUES('public_copy','yes'); UPDATE entries SET entry='', kind='redacted' WHERE seq>3");
    write_notes(notes[0] + "\n");
    both(1, "6", "blank behind the newest note");
    // One from before such copies said so of themselves.
    restore();
    sql("UPDATE entries SET entry='', kind='redacted' WHERE seq=2");
    both(1, "2", "blank");
    both(0, "", "blank, as a public copy", {"--public-copy"});
    for (const auto& verdict : {ours({file(), "--public-copy"}), by_python({file(), "--public-copy"})}) EXPECT_THAT(verdict.said, HasSubstr("1 of them are blank and known by their hash alone"));
}

// A copy that was pulled says so of itself as soon as it has a blank row, and keeps what this version does not know as it is.
TEST_F(Deeds, AreNotWhatACopyDoes) {
    append(line(R"("kind":"k","data":{"race":7})"), "k", 7);
    const auto rows = journal::RowReader::open(file()).value()->after(Seq{}, 100, 1'000'000).value();
    for (const auto blank : {false, true}) {
        fs::remove(file());
        fs::remove(file() + ".lock");
        auto copied = rows;
        if (blank) copied[3].text.clear();
        ASSERT_TRUE(journal::Copy::open(file(), "AB12CD34EF56").value()->append(copied));
        both(0, "", blank ? "a public copy" : "a whole copy");
        EXPECT_EQ(ours({file()}).said.find("says of itself") != std::string::npos, blank);
    }
}

// Half of a note, of every length, and a whole one behind it.
TEST_F(Deeds, OnOneNoteHideNoOther) {
    for (std::size_t cut = 1; cut < notes[0].size(); ++cut) {
        restore();
        write_notes(notes[0].substr(0, cut) + notes[1] + "\n");
        const auto a = ours({file()});
        EXPECT_EQ(a.code, 3) << cut << a.said;
        EXPECT_THAT(a.said, HasSubstr("DAMAGED: ")) << cut;
        EXPECT_THAT(a.said, HasSubstr("checkpoint 1, from byte 0: This is no whole note.")) << cut;
        EXPECT_THAT(a.said, HasSubstr("1 checkpoints signed by bowball+")) << cut;
        EXPECT_THAT(a.said, HasSubstr("The newest is of entry 9; 0 entries stand after it")) << cut;
        if (cut % 16 == 0 || notes[0][cut - 1] == '\n' || notes[0][cut] == '\n') both(3, "", "cut at " + std::to_string(cut));
        // What the note behind it says is still weighed.
        sql("DELETE FROM entries WHERE seq>6");
        EXPECT_EQ(first_bad(ours({file()})), "7") << cut;
    }
}

TEST_F(Deeds, OnTheNotesAreNamedAlikeByBoth) {
    const auto zeros = std::string(100, '\0');
    auto changed = notes[0];
    changed.replace(changed.find("\n5\n"), 3, "\n6\n");
    auto other_story = head;
    other_story.hash = sha256("another story");
    const auto forged = journal::sign_note(journal::to_text({journal::origin_of("AB12CD34EF56"), other_story, WallTime{}}), "bowball", SigningKey::from_seed(sha256("forger")));
    struct Notes {
        std::string text;
        int code;
        const char* bad;
        const char* said;   ///< by both
    };
    const Notes table[] = {
        {notes[0] + "\n" + notes[1] + "\n", 0, "", "The newest is of entry 9"},
        {notes[0] + "\n", 0, "", "The newest is of entry 5"},
        {notes[0], 0, "", "The newest is of entry 5"},
        {notes[0] + notes[1], 0, "", "The newest is of entry 9"},
        {notes[1] + "\n" + notes[0] + "\n", 0, "", "The newest is of entry 9"},
        {"", 0, "", "The chain holds"},
        {notes[0] + "\n" + zeros + notes[1] + "\n", 3, "", "The newest is of entry 9"},
        {zeros + notes[1] + "\n", 3, "", "checkpoint 1, from byte 0"},
        {notes[1] + "\n" + zeros, 3, "", "checkpoint 1, from byte 0"},
        {changed + "\n" + notes[1] + "\n", 3, "", "checkpoint 1, from byte 0"},
        {notes[0] + "\n" + changed + "\n", 3, "", "The newest is of entry 5"},
        {notes[0] + "\n" + forged + "\n", 3, "", "checkpoint 2, from byte"},
        {"bowball/AB", 3, "", "checkpoint 1, from byte 0"},
        {zeros, 3, "", "checkpoint 1, from byte 0"},
        {forged + "\n", 1, "", "it vouches for nothing"},
        {changed + "\n", 1, "", "it vouches for nothing"},
        {notes[0] + "\n" + note(other_story) + "\n", 1, "9", "BROKEN"},
        {changed + "\n" + note(other_story) + "\n", 1, "9", "DAMAGED"},
        {note(journal::Head{}) + "\n", 0, "", "The chain holds: 9 entries"},
        {note({Seq{20}, head.hash}) + "\n", 1, "10", "BROKEN"},
    };
    for (const auto& [text, code, bad, said] : table) {
        restore();
        write_notes(text);
        both(code, bad, text);
        for (const auto& verdict : {ours({file()}), by_python({file()})}) EXPECT_THAT(verdict.said, HasSubstr(said)) << text;
    }
}

// What is not installed is said, and takes nothing from what can be said without it.
TEST_F(Deeds, AreFoundWithoutAnythingThatIsNotPythonsOwn) {
    restore();
    write_notes(notes[0] + "\n");
    const auto held = by_python({file()}, "/usr/bin/python3 -S -I");
    EXPECT_EQ(held.code, 1);
    EXPECT_THAT(held.said, HasSubstr("The chain holds: 9 entries"));
    EXPECT_THAT(held.said, HasSubstr("python3-nacl"));
    sql("UPDATE entries SET entry=replace(entry,'Anna','Bert') WHERE seq=4");
    EXPECT_EQ(first_bad(by_python({file()}, "/usr/bin/python3 -S -I")), "4");
}

}  // namespace verify_deeds_test
}  // namespace bowball
