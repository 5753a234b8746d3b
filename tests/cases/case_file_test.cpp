// The case of a false start: made in one data folder, opened in another. The verdict is the same, and whatever was changed is named.
#include "cases/case_file.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/case_limits.hpp"
#include "folders.hpp"
#include "formats/entry.hpp"
#include "formats/tar.hpp"
#include "journal/checkpoint.hpp"
#include "journal/signed_note.hpp"
#include "cases/open_case.hpp"

namespace bowball::cases {
namespace case_file_test {

namespace fs = std::filesystem;
using testing::AnyOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const SigningKey the_key = SigningKey::from_seed(sha256("the venue's"));
const std::string announced = journal::VerifierKey{"bowball", the_key.public_key()}.text();

std::string read(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::vector<engine::Entry> entries_of_a_false_start() {
    std::vector<engine::Entry> entries;
    std::istringstream lines{read(source_folder() + "/tests/races/false_start.jsonl")};
    for (std::string line; std::getline(lines, line);) entries.push_back(formats::decode_entry(line).value());
    return entries;
}

/// Packed again, with other bytes in it: as who forges one does.
struct Member {
    std::string name;
    std::string bytes;
};
std::vector<Member> unpack(const std::string& archive) {
    std::vector<Member> members;
    for (const auto& file : formats::read_tar(archive).value()) members.push_back({file.name, std::string{file.bytes}});
    return members;
}
std::string pack(const std::vector<Member>& members) {
    std::string archive;
    for (const auto& one : members) archive += formats::tar_head(one.name, one.bytes.size(), 0).value() + one.bytes + formats::tar_fill(one.bytes.size());
    return archive + formats::tar_end();
}
std::string with(std::vector<Member> members, const std::string& name, const std::function<void(std::string&)>& change) {
    for (auto& one : members) {
        if (one.name == name) change(one.bytes);
    }
    return pack(members);
}

class CaseFile : public testing::Test {
protected:
    void SetUp() override {
        fs::remove_all(folder);
        fs::create_directories(data);
        std::ofstream{data / "signing.pub"} << announced << "\n";
        const auto entries = entries_of_a_false_start();
        const auto journal = journal::open_sqlite_journal((data / "journal.sqlite").string()).value();
        ASSERT_TRUE(journal->append(std::span{entries}.first(26)));
        checkpoint(*journal);
        ASSERT_TRUE(journal->append(std::span{entries}.subspan(26)));
        // One of the future: signed after the copy was taken.
        note_down({journal->epoch().empty() ? "" : journal::origin_of(journal->epoch()), {Seq{1000}, sha256("later")}, WallTime{9s}});
    }
    void TearDown() override { fs::remove_all(folder); }

    void checkpoint(const journal::Journal& journal) const { note_down({journal::origin_of(journal.epoch()), journal.head(), WallTime{8s}}); }
    void note_down(const journal::Checkpoint& checkpoint) const {
        std::ofstream{data / "journal.sqlite.checkpoints", std::ios::app} << journal::sign_note(journal::to_text(checkpoint), "bowball", the_key) << "\n";
    }
    [[nodiscard]] CaseTerms terms(std::uint16_t run) const { return {data.string(), RaceId{1}, RunNumber{run}, WallTime{1'795'000'000s + std::chrono::microseconds{made++}}, "0.1", [](const std::string& text) { return journal::sign_note(text, "bowball", the_key); }, frames}; }
    /// Its bytes, carried away: nothing of the venue is there any more when it is opened.
    [[nodiscard]] std::string carried_away(std::uint16_t run = 1) const {
        const auto path = make_case(terms(run));
        if (!path) throw std::runtime_error{path.error().text};
        auto bytes = read(*path);
        fs::rename(data, folder / "gone");
        return bytes;
    }
    /// What another journal says, under the same key: by whoever has it.
    [[nodiscard]] std::string signed_anew(std::vector<Member> members, const std::function<void(CaseNote&)>& change) const {
        for (auto& one : members) {
            if (one.name != case_note_file) continue;
            auto note = decode_case_note(one.bytes.substr(0, one.bytes.find("\n\n") + 1)).value();
            change(note);
            one.bytes = journal::sign_note(encode_case_note(note), "bowball", the_key);
        }
        return pack(members);
    }
    static std::vector<std::string> differences(const std::string& archive) {
        const auto opened = open_case(archive, announced);
        return opened ? opened->differences : std::vector<std::string>{opened.error().text};
    }

    const fs::path folder = fs::temp_directory_path() / ("bowball-case-file-" + std::to_string(::getpid()));
    const fs::path data = folder / "data";
    std::function<std::vector<CaseFrame>(const StartCase&)> frames;
    mutable int made = 0;
};

TEST_F(CaseFile, GivesTheSameVerdictElsewhere) {
    const auto opened = open_case(carried_away(), announced);
    ASSERT_TRUE(opened) << opened.error().text;
    EXPECT_THAT(opened->differences, IsEmpty());
    EXPECT_THAT(opened->verdict, ElementsAre("Race 1, M1x H1, start 1: recalled.", HasSubstr("Lane 4"), HasSubstr("Anna: recalled: false_start"),
                                             "Anna: upheld, lane 4 responsible, because: moved before the signal could be heard"));
    EXPECT_EQ(opened->verdict, opened->note.verdict);
    EXPECT_EQ(opened->note.meet, "Golden Regatta");
    EXPECT_EQ(opened->note.entry, Seq{44});
    EXPECT_EQ(opened->entries, 44u);
    EXPECT_EQ(opened->note.judged_at, Seq{27}) << "the second start is armed by entry 28";
    EXPECT_EQ(opened->checkpoints, 2u) << "the one of entry 26, and the one of the end; that of the future was left out";
    EXPECT_FALSE(opened->key_is_its_own);
    EXPECT_THAT(opened->note.files, SizeIs(5));
}

TEST_F(CaseFile, LeavesOutNotesThatVouchForNothing) {
    const auto file = data / "journal.sqlite.checkpoints";
    const auto whole = read(file);
    const auto of_another = journal::sign_note(journal::to_text({"bowball/before", {Seq{3}, sha256("then")}, WallTime{7s}}), "bowball", SigningKey::from_seed(sha256("the key before")));
    std::ofstream{file, std::ios::trunc} << whole.substr(0, 70) << std::string(9, '\0') << of_another << "\n" << whole;
    const auto opened = open_case(carried_away(), announced);
    ASSERT_TRUE(opened) << opened.error().text;
    EXPECT_THAT(opened->differences, IsEmpty());
    EXPECT_EQ(opened->checkpoints, 2u) << "those of GivesTheSameVerdictElsewhere";
}

TEST_F(CaseFile, OfTheNewestStartIsJudgedAtTheEnd) {
    const auto opened = open_case(carried_away(2), "");
    ASSERT_TRUE(opened) << opened.error().text;
    EXPECT_THAT(opened->differences, IsEmpty());
    EXPECT_EQ(opened->note.judged_at, Seq{44});
    EXPECT_THAT(opened->verdict, ElementsAre("Race 1, M1x H1, start 2: official.", "No fault was found at this start.", "Nobody has decided on it."));
    EXPECT_TRUE(opened->key_is_its_own);
    EXPECT_EQ(opened->key, announced);
}

TEST_F(CaseFile, SaysWhatOtherStartsThereAreNot) {
    EXPECT_EQ(make_case(terms(3)).error().code, errc::not_found);
    auto other = terms(1);
    other.race = RaceId{9};
    EXPECT_EQ(make_case(other).error().code, errc::unknown_race);
    EXPECT_FALSE(fs::exists(data / "cases" / "making")) << "and leaves nothing half made";
}

TEST_F(CaseFile, KeepsTheNewestFew) {
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < limits::cases_kept + 2; ++i) {
        paths.push_back(make_case(terms(1)).value());
        fs::last_write_time(paths.back(), fs::file_time_type::clock::now() - std::chrono::hours{100 - i});
    }
    ASSERT_TRUE(make_case(terms(1)));
    EXPECT_FALSE(fs::exists(paths.front()));
    EXPECT_TRUE(fs::exists(paths.back()));
    EXPECT_EQ(std::distance(fs::directory_iterator{data / "cases"}, {}), static_cast<std::ptrdiff_t>(limits::cases_kept));
    EXPECT_EQ(fs::status(data / "cases").permissions(), fs::perms::owner_all) << "names of persons are in it";
}

TEST_F(CaseFile, TakesPicturesAlongAndNamesThoseThatAreNotThere) {
    std::ofstream{folder / "M1x.jpg"} << "picture";
    frames = [&](const StartCase& start) {
        EXPECT_EQ(start.view.header.run, 1);
        return std::vector<CaseFrame>{{"video \"start\"", "it is too long", "", "start.mp4"}, {"picture", "read", (folder / "M1x.jpg").string(), "M1x.jpg", sha256("picture")}};
    };
    const auto archive = carried_away();
    const auto opened = open_case(archive, announced).value();
    EXPECT_THAT(opened.differences, IsEmpty());
    ASSERT_THAT(opened.note.frames, SizeIs(2));
    EXPECT_EQ(opened.note.frames[0].name, "");
    EXPECT_EQ(opened.note.frames[0].says, "it is too long");
    EXPECT_EQ(opened.note.frames[1].name, "frames/02-M1x.jpg");
    EXPECT_THAT(differences(with(unpack(archive), "frames/02-M1x.jpg", [](std::string& bytes) { bytes[0] ^= 1; })), ElementsAre(HasSubstr("frames/02-M1x.jpg is not the file that was signed")));
}

TEST_F(CaseFile, IsNotMadeWithAPictureThatChangesMeanwhile) {
    std::ofstream{folder / "M1x.jpg"} << "another";
    frames = [&](const StartCase&) { return std::vector<CaseFrame>{{"picture", "read", (folder / "M1x.jpg").string(), "M1x.jpg", sha256("picture")}}; };
    EXPECT_EQ(make_case(terms(1)).error().code, errc::io_failed);
}

TEST_F(CaseFile, NoticesAByteThatIsChangedInEachFile) {
    const auto archive = carried_away();
    const auto members = unpack(archive);
    ASSERT_THAT(members, SizeIs(6));
    for (const auto& member : members) {
        for (const auto at : {std::size_t{0}, member.bytes.size() / 2, member.bytes.size() - 1}) {
            const auto changed = with(members, member.name, [at](std::string& bytes) { bytes[at] ^= 1; });
            EXPECT_THAT(differences(changed), Contains(HasSubstr(member.name))) << member.name << " at " << at;
        }
    }
}

TEST_F(CaseFile, NoticesAFileThatIsMissingOrWasPutIn) {
    const auto members = unpack(carried_away());
    for (std::size_t i = 0; i < members.size(); ++i) {
        auto fewer = members;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
        EXPECT_THAT(differences(pack(fewer)), Contains(HasSubstr(members[i].name))) << members[i].name;
    }
    auto more = members;
    more.push_back({"frames/99-more.jpg", "x"});
    EXPECT_THAT(differences(pack(more)), ElementsAre("frames/99-more.jpg was put in: nobody signed it."));
}

TEST_F(CaseFile, OfAnotherKeyIsNone) {
    const auto archive = carried_away();
    const auto other = journal::VerifierKey{"bowball", SigningKey::from_seed(sha256("another")).public_key()}.text();
    EXPECT_THAT(open_case(archive, other).error().text, HasSubstr("case.note: The note bears no good signature"));
    EXPECT_THAT(open_case(archive, "bowball+nonsense").error().text, HasSubstr("--key: "));
}

/// Who has the key can sign another verdict. From the journal it does not follow.
TEST_F(CaseFile, SaysWhereTheVerdictIsNotWhatFollowsFromTheJournal) {
    const auto members = unpack(carried_away());
    EXPECT_THAT(differences(signed_anew(members, [](CaseNote&) {})), IsEmpty());
    EXPECT_THAT(differences(signed_anew(members, [](CaseNote& note) { note.verdict[1] = "Lane 2 moved."; })), ElementsAre(HasSubstr("The verdict differs")));
    const auto blamed = [](CaseNote& note) { note.referee.replace(note.referee.find("\"responsible\":[4]"), 17, "\"responsible\":[2]"); };
    EXPECT_THAT(differences(signed_anew(members, blamed)), ElementsAre(HasSubstr("The judgement differs at /decisions/1/responsible/0: the journal gives 4")));
    EXPECT_THAT(differences(signed_anew(members, [](CaseNote& note) { note.run = RunNumber{2}; })), Contains(HasSubstr("The verdict differs")));
    EXPECT_THAT(differences(signed_anew(members, [](CaseNote& note) { note.run = RunNumber{7}; })), ElementsAre(HasSubstr("cannot be judged")));
    EXPECT_THAT(differences(signed_anew(members, [](CaseNote& note) { note.judged_at = Seq{44}; })), ElementsAre(HasSubstr("The run ends at entry 27")));
    EXPECT_THAT(differences(signed_anew(members, [](CaseNote& note) { note.entry = Seq{43}; })), Contains(HasSubstr("none stands at entry 43")));
    EXPECT_THAT(differences(signed_anew(members, [](CaseNote& note) { note.hash = sha256("x"); })), ElementsAre(HasSubstr("journal.sqlite, entry 44")));
    EXPECT_THAT(differences(signed_anew(members, [](CaseNote& note) { note.epoch = "OTHER"; })), ElementsAre(HasSubstr("the case was made of OTHER")));
    EXPECT_THAT(differences(signed_anew(members, [](CaseNote& note) { note.meet = "Other"; })), ElementsAre(HasSubstr("Other in the note")));
}

TEST_F(CaseFile, ThatIsNoneIsRefused) {
    EXPECT_THAT(open_case("", announced).error().text, HasSubstr("no archive of a case"));
    EXPECT_THAT(open_case(pack({{"a", "x"}}), announced).error().text, HasSubstr("no case.note"));
    EXPECT_THAT(open_case(pack({{case_note_file, journal::sign_note("{}\n", "bowball", the_key)}}), announced).error().text, HasSubstr("case.note: "));
    EXPECT_THAT(open_case(pack({{case_note_file, journal::sign_note("[[[\n", "bowball", the_key)}}), announced).error().text, HasSubstr("case.note: "));
}

}  // namespace case_file_test
}  // namespace bowball::cases
