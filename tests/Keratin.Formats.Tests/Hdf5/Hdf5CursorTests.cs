namespace Keratin.Formats.Tests;

public sealed class Hdf5CursorTests
{
    private static readonly byte[] Bytes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20];

    [Fact]
    public void Fields_follow_each_other()
    {
        var cursor = new Hdf5Cursor(Bytes, "model.h5");

        Assert.Equal(1, cursor.Byte());
        Assert.Equal(0x0302, cursor.UInt16());
        Assert.Equal(0x07060504u, cursor.UInt32());
        cursor.Align();
        Assert.Equal(8, cursor.Position);
        cursor.Align();
        Assert.Equal(0x100F0E0D0C0B0A09, cursor.Length());
        Assert.Equal(4, cursor.Left);
        cursor.Skip(1);
        Assert.Equal([18, 19, 20], cursor.Bytes(3).ToArray());
        // Padding may be missing at the end of a block.
        cursor.Align();
        Assert.Equal((20, 0), (cursor.Position, cursor.Left));
        Assert.Equal(0, cursor.Bytes(0).Length);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(-1)]
    public void Nothing_is_read_beyond_a_block(int count) =>
        Assert.Equal("model.h5 cannot be read: a field reaches beyond the block that it stands in; the file is damaged.", Assert.Throws<InvalidDataException>(() => new Hdf5Cursor(Bytes, "model.h5").Bytes(count)).Message);

    [Fact]
    public void A_length_is_not_below_zero_and_an_address_may_be_none()
    {
        byte[] ones = [255, 255, 255, 255, 255, 255, 255, 255];

        Assert.Equal(Hdf5Cursor.Undefined, new Hdf5Cursor(ones, "model.h5").Address());
        Assert.Equal(0, new Hdf5Cursor(new byte[8], "model.h5").Length());
        Assert.Contains("more than nine quintillion bytes", Assert.Throws<InvalidDataException>(() => new Hdf5Cursor(ones, "model.h5").Length()).Message);
    }

    [Fact]
    public void A_dataspace_of_either_version_is_read()
    {
        Assert.Equal([2, 3], Hdf5Extent.Read(Hdf5Forge.Extent(2, 3), "model.h5"));
        Assert.Equal([2, 3], Hdf5Extent.Read(Second(1, 2, 3), "model.h5"));
        Assert.Equal(Shape.Scalar, Hdf5Extent.Read(Second(0), "model.h5"));
        // No elements at all, whatever sizes are said.
        Assert.Equal([0], Hdf5Extent.Read(Second(2), "model.h5"));
        Assert.Equal([2_147_483_591], Hdf5Extent.Read(Hdf5Forge.Extent(2_147_483_591), "model.h5"));
        Assert.Contains("together more than one array can hold", Assert.Throws<InvalidDataException>(() => Hdf5Extent.Read(Hdf5Forge.Extent(2_147_483_592), "model.h5")).Message);
        Assert.Contains("along axis 1 it declares 4,611,686,018,427,387,905 elements", Assert.Throws<InvalidDataException>(() => Hdf5Extent.Read(Hdf5Forge.Extent(4, 4_611_686_018_427_387_905), "model.h5")).Message);
        Assert.Contains("its shape is of version 3; read are 1 and 2", Assert.Throws<InvalidDataException>(() => Hdf5Extent.Read([3, 0, 0, 1], "model.h5")).Message);

        static byte[] Second(byte kind, params long[] sizes) => [2, (byte)sizes.Length, 0, kind, .. sizes.SelectMany(BitConverter.GetBytes)];
    }
}
