// Which places there are for connections where files are few.
#include "net/file_limit.hpp"

#include <gtest/gtest.h>

namespace bowball::net {
namespace file_limit_test {

// A journal that cannot open its file, or a timer that cannot be opened again, because screens have them all.
TEST(FileLimit, FewFilesAreForTheHouseFirst) {
    const FilePlaces wanted{10'500, 100};
    const auto plenty = places_within(65'536, wanted);
    EXPECT_EQ(plenty.connections, 10'500u);
    EXPECT_EQ(plenty.kept, 100u);
    for (const std::size_t files : {64, 300, 401, 1024, 4096, 10'799}) {
        const auto places = places_within(files, wanted);
        EXPECT_LE(places.connections + places.kept + std::min(own_files, files / 2), files) << files;
        EXPECT_GT(places.connections, files / 5) << files;
        EXPECT_GT(places.kept, 0u) << files;
    }
    EXPECT_EQ(places_within(1024, wanted).connections + places_within(1024, wanted).kept, 824u);
    EXPECT_EQ(places_within(1024, {10, 5}).connections, 10u) << "no more than wanted";
}

}  // namespace file_limit_test
}  // namespace bowball::net
