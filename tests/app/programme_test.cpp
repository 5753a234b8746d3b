#include "app_programme.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "engine/decide.hpp"
#include "engine/fold.hpp"

namespace bowball {
namespace programme_test {

namespace fs = std::filesystem;

class Programme : public testing::Test {
protected:
    void SetUp() override {
        file = (fs::temp_directory_path() / ("bowball-programme-" + std::to_string(::getpid()) + ".toml")).string();
        write("Day one");
    }
    void TearDown() override { fs::remove(file); }
    void write(const std::string& name) const {
        std::ofstream{file} << "name = \"" << name << "\"\nvenue = \"Lake\"\n[[events]]\ncode = \"M1x\"\ntitle = \"Sculls\"\n[[crews]]\nid = 1\nevent = \"M1x\"\ncode = \"A\"\nname = \"Alpha\"\n"
                            << "[[races]]\nnumber = 1\nevent = \"M1x\"\nphase = \"H1\"\nlanes = [1]\n[[races]]\nnumber = 2\nevent = \"M1x\"\nphase = \"H2\"\nlanes = [1]\n";
    }
    [[nodiscard]] std::vector<FileOrder> orders() const { return orders_of_files("", file, state, WallTime{}).value(); }
    /// What the race does with the first `count` of them; a repeated id is carried out once.
    void carry_out(const std::vector<FileOrder>& some, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            if (state.commands.contains(some[i].origin.command_id)) continue;
            const auto events = engine::decide(state, engine::Order{some[i].command, some[i].origin, RaceTime{}});
            ASSERT_TRUE(events.has_value()) << events.error().text;
            for (const auto& event : *events) state = engine::apply(std::move(state), {Seq{state.head.value() + 1}, RaceTime{}, WallTime{}, some[i].origin, event});
        }
    }

    std::string file;
    engine::MeetState state;
};

// The server died while it read its programme for the first time: the rest never came.
TEST_F(Programme, HalfAProgrammeIsCompletedAtTheNextStart) {
    const auto all = orders();
    ASSERT_GT(all.size(), 5u);
    carry_out(all, all.size() - 1);
    EXPECT_EQ(state.races.size(), 2u) << "there are races, but not the lanes of both";
    const auto again = orders();
    ASSERT_EQ(again.size(), all.size());
    carry_out(again, again.size());
    EXPECT_EQ(state.races.at(RaceId{2}).lanes.size(), 1u);
    EXPECT_EQ(state.races.size(), 2u);
    EXPECT_EQ(state.quarantine.size(), 0u);
    EXPECT_TRUE(orders().empty()) << "and then the journal is the truth";
}

TEST_F(Programme, AJournalWithAnotherProgrammeIsLeftAlone) {
    const auto all = orders();
    carry_out(all, all.size());
    write("Day two");
    EXPECT_TRUE(orders().empty());
    fs::remove(file);
    EXPECT_TRUE(orders().empty()) << "nor is the file needed any more";
}

}  // namespace programme_test
}  // namespace bowball
