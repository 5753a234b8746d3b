// Two verifiers, ours and the one in Python, say the same of what a server left: its journal, its checkpoints, its key.
#include <gmock/gmock.h>
#include <spdlog/sinks/null_sink.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <future>

#include "app.hpp"
#include "app/verifiers.hpp"
#include "app_commands.hpp"
#include "app_notary.hpp"
#include "folders.hpp"
#include "journal/checkpoint.hpp"
#include "journal/signed_note.hpp"

namespace bowball {
namespace verify_test {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string read(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// A server that raced a little, and what it left.
class Verify : public testing::Test {
protected:
    void SetUp() override {
        fs::create_directories(folder);
        std::ofstream{folder / "programme.toml"}
            << "name = \"Day\"\nvenue = \"Lake\"\n[[events]]\ncode = \"M1x\"\ntitle = \"Sculls\"\n[[crews]]\nid = 1\nevent = \"M1x\"\ncode = \"A\"\nname = \"Änne\"\nmembers = [\"Ann\"]\n"
            << "[[races]]\nnumber = 1\nevent = \"M1x\"\nphase = \"H1\"\nlanes = [1]\n";
        AppOptions options;
        options.config.server.port = 0;
        options.config.server.tls = false;
        options.config.server.data_dir = (folder / "data").string();
        options.config.meet.programme = (folder / "programme.toml").string();
        options.config.meet.rules = source_folder() + "/config/rules";
        const auto app = App::make(std::move(options), std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>())).value();
        app->start();
        std::promise<void> done;
        app->submit(engine::ArmRace{RaceId{1}}, {{"Rita", Role::admin}, {}, {}}, [&](const engine::Outcome&) { done.set_value(); });
        done.get_future().get();
        app->stop();   // and signs what it came to
    }
    void TearDown() override { fs::remove_all(folder); }

    [[nodiscard]] std::string journal() const { return (folder / "data" / "journal.sqlite").string(); }

    const fs::path folder = fs::temp_directory_path() / ("bowball-verify-" + std::to_string(::getpid()));
};

TEST_F(Verify, BothFindTheJournalOfAServerWholeAndItsCheckpointsInAgreement) {
    const auto a = ours({journal()});
    const auto b = by_python({journal()});
    EXPECT_EQ(a.code, 0) << a.said;
    EXPECT_EQ(b.code, 0) << b.said;
    EXPECT_THAT(a.said, HasSubstr("checkpoints signed by bowball+"));
    EXPECT_THAT(a.said, HasSubstr("That key stood beside the journal"));
    EXPECT_THAT(b.said, HasSubstr("signed checkpoints agree"));
    const auto key = read(verifier_key_of(journal()));
    EXPECT_THAT(ours({journal(), "--key", key.substr(0, key.size() - 1)}).said, testing::Not(HasSubstr("That key stood")));
}

TEST_F(Verify, AJournalThatWasWrittenAnewFromSomewhereOnIsFoundByItsCheckpointAlone) {
    // Every hash after the changed entry is made anew: the chain holds, and tells another story.
    {
        auto rewritten = journal::open_sqlite_journal((folder / "rewritten.sqlite").string()).value();
        std::vector<engine::Entry> entries;
        ASSERT_TRUE(journal::open_sqlite_journal_to_read(journal()).value()->read(Seq{1}, [&](engine::Entry&& entry) { entries.push_back(std::move(entry)); }));
        entries[1].origin.reason = "another story";
        ASSERT_TRUE(rewritten->append(entries));
    }
    const auto file = (folder / "rewritten.sqlite").string();
    const auto notes = journal::checkpoints_of(journal());
    const auto key = read(verifier_key_of(journal()));
    const std::vector<std::string> with_notes{file, "--checkpoints", notes, "--key", key.substr(0, key.size() - 1)};
    EXPECT_EQ(ours({file}).code, 0);
    EXPECT_THAT(ours({file}).said, HasSubstr("Whether its end was cut off only --head or a checkpoint can tell."));
    EXPECT_EQ(by_python({file}).code, 0);
    const auto a = ours(with_notes);
    const auto b = by_python(with_notes);
    EXPECT_EQ(a.code, 1) << a.said;
    EXPECT_EQ(b.code, 1) << b.said;
    EXPECT_THAT(a.said, HasSubstr("written anew"));
    EXPECT_THAT(b.said, HasSubstr("not the expected one"));
    EXPECT_EQ(a.said.substr(0, a.said.find(':')), b.said.substr(0, b.said.find(':')));
}

TEST_F(Verify, ACheckpointOfAnotherKeyIsRefusedByBoth) {
    const auto forger = SigningKey::from_seed(sha256("forger"));
    const auto head = journal::verify_sqlite_journal(journal()).value().head;
    const auto forged = folder / "forged";
    std::ofstream{forged} << journal::sign_note(journal::to_text({journal::origin_of("X"), head, {}}), "bowball", forger);
    for (const auto& verdict : {ours({journal(), "--checkpoints", forged}), by_python({journal(), "--checkpoints", forged})}) {
        EXPECT_EQ(verdict.code, 1) << verdict.said;
        EXPECT_THAT(verdict.said, HasSubstr("checkpoint 1, from byte 0: "));
        EXPECT_THAT(verdict.said, HasSubstr("it vouches for nothing"));
    }
}

// The case of a start on a stick: what the server said, and that it was the server.
TEST_F(Verify, WhatTheServerSignedIsOpenedByItsKeyAndAChangedWordIsFound) {
    const auto notary = make_notary((folder / "data").string()).value();
    const auto key = read(verifier_key_of(journal()));
    const auto open = [&](const std::string& text) {
        std::ofstream{folder / "case"} << text;
        CLI::App cli;
        Verdict verdict;
        add_open_note(cli, verdict.code);
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        cli.parse(std::vector<std::string>{key.substr(0, key.size() - 1), "--key", (folder / "case").string(), "open-note"});
        verdict.said = testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr();
        return verdict;
    };
    const auto notes = notary.sign("{\"lane\":3}\n") + "\n" + notary.sign("{\"lane\":4}\n") + "\n";
    EXPECT_EQ(open(notes).code, 0);
    EXPECT_EQ(open(notes).said, "{\"lane\":3}\n{\"lane\":4}\n");
    auto changed = notes;
    changed.replace(changed.find("4}"), 1, "5");
    EXPECT_EQ(open(changed).code, 1);
    EXPECT_THAT(open(changed).said, HasSubstr("note 2: The note bears no good signature of bowball."));
    EXPECT_EQ(open("nothing signed").code, 1);
}

// Killed while it wrote that file, a server left it empty; the old bytes are still there for whoever has them open.
TEST_F(Verify, WhoReadsTheAnnouncedKeyNeverMeetsHalfOfIt) {
    const auto data = (folder / "data").string();
    const auto announced = read(verifier_key_of(journal()));
    const auto file = fs::path{verifier_key_of(journal())};
    std::ofstream{file} << "of a key before";
    fs::create_hard_link(file, folder / "open");
    std::ofstream{file.string() + ".new"} << "of a kill";
    ASSERT_TRUE(make_notary(data));
    EXPECT_EQ(read(file), announced);
    EXPECT_EQ(read(folder / "open"), "of a key before") << "it was written over in its place";
    EXPECT_FALSE(fs::exists(file.string() + ".new"));
    fs::create_hard_link(file, folder / "same");
    ASSERT_TRUE(make_notary(data));
    EXPECT_TRUE(fs::equivalent(file, folder / "same")) << "what is right is not written again";
}

TEST_F(Verify, TheKeyStaysTheSameAndAFileThatHoldsNoneIsNotReplaced) {
    const auto data = (folder / "data").string();
    const auto key = read(folder / "data" / "signing.key");
    EXPECT_EQ(fs::status(data + "/signing.key").permissions() & fs::perms::all, fs::perms::owner_read | fs::perms::owner_write);
    const auto announced = read(verifier_key_of(journal()));
    ASSERT_TRUE(make_notary(data));
    EXPECT_EQ(read(folder / "data" / "signing.key"), key);
    EXPECT_EQ(read(verifier_key_of(journal())), announced);
    // One that is there and cannot be read is not taken for none, either.
    fs::rename(data + "/signing.key", data + "/kept.key");
    fs::create_directory(data + "/signing.key");
    EXPECT_FALSE(make_notary(data));
    EXPECT_TRUE(fs::is_directory(data + "/signing.key"));
    fs::remove(data + "/signing.key");
    fs::rename(data + "/kept.key", data + "/signing.key");
    std::ofstream{data + "/signing.key"} << "spoilt";
    EXPECT_EQ(make_notary(data).error().code, errc::bad_input);
    EXPECT_EQ(read(folder / "data" / "signing.key"), "spoilt");
}

}  // namespace verify_test
}  // namespace bowball
